import { expect } from 'chai';
import { versionProblem } from '../../../../plugin/install/cluster-version.ts';
import { discover } from '../../../../shared/simulator/api-server/discovery.ts';
import { aDefinition, definitionsOf } from '../../../builders/some-definitions.ts';
import { FakeKube } from '../../../builders/fake-kube.ts';

const definitions = definitionsOf([
  aDefinition('v1', 'Pod', { hasStatus: true, shortNames: ['po'], categories: ['all'] }),
  aDefinition('v1', 'Namespace', { namespaced: false }),
  aDefinition('apps/v1', 'Deployment', { hasStatus: true, scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' } }),
  aDefinition('autoscaling/v1', 'HorizontalPodAutoscaler'),
  aDefinition('autoscaling/v2', 'HorizontalPodAutoscaler'),
  aDefinition('example.com/v1alpha1', 'Widget', { isCustom: true }),
  aDefinition('example.com/v1', 'Widget', { isCustom: true, hasStatus: true }),
]);

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

function ask(path: string, accept = ''): Record<string, unknown> {
  return discover(path, accept, definitions)?.body as Record<string, unknown>;
}

function namesAt(path: string): string[] {
  return (ask(path)['resources'] as { name: string }[]).map(({ name }) => name);
}

describe('shared/simulator/api-server/discovery.ts', () => {
  it('lists the versions of the core group, which has no name', () => {
    expect(ask('/api')).to.deep.equal({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] });
  });

  it('lists groups in the API server\'s order, custom ones last, and their versions with the preferred one first', () => {
    const groups = ask('/apis')['groups'] as { name: string; versions: { version: string }[]; preferredVersion: object }[];
    expect(groups.map(({ name, versions }) => [name, ...versions.map(({ version }) => version)])).to.deep.equal([
      ['apps', 'v1'], ['authentication.k8s.io', 'v1'], ['authorization.k8s.io', 'v1'], ['autoscaling', 'v2', 'v1'], ['example.com', 'v1', 'v1alpha1'],
    ]);
    expect(groups[3]?.preferredVersion).to.deep.equal({ groupVersion: 'autoscaling/v2', version: 'v2' });
  });

  it('describes one group', () => {
    const version = { groupVersion: 'apps/v1', version: 'v1' };
    expect(ask('/apis/apps')).to.deep.equal({ kind: 'APIGroup', apiVersion: 'v1', name: 'apps', versions: [version], preferredVersion: version });
  });

  it('lists the resources of a version with their subresources', () => {
    expect(ask('/apis/apps/v1/')).to.deep.equal({
      kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'apps/v1',
      resources: [
        { name: 'deployments', singularName: 'deployment', namespaced: true, kind: 'Deployment', verbs },
        { name: 'deployments/scale', singularName: '', namespaced: true, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] },
        { name: 'deployments/status', singularName: '', namespaced: true, kind: 'Deployment', verbs: ['get', 'patch', 'update'] },
      ],
    });
  });

  it('lists short names, categories, and what only some kinds have', () => {
    expect(namesAt('/api/v1')).to.deep.equal(['namespaces', 'namespaces/finalize', 'pods', 'pods/binding', 'pods/log', 'pods/proxy', 'pods/status']);
    const [namespaces, , pods] = ask('/api/v1')['resources'] as { verbs: string[] }[];
    expect(pods).to.deep.include({ shortNames: ['po'], categories: ['all'] });
    expect(namespaces?.verbs).not.to.include('deletecollection');
  });

  it('lists the questions about access, which can only be asked', () => {
    expect(namesAt('/apis/authorization.k8s.io/v1')).to.deep.equal(['localsubjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews']);
    expect((ask('/apis/authentication.k8s.io/v1')['resources'] as object[])[0]).to.deep.equal({ name: 'selfsubjectreviews', singularName: 'selfsubjectreview', namespaced: false, kind: 'SelfSubjectReview', verbs: ['create'] });
  });

  it('tells all at once where that is asked for, and says so', () => {
    const found = discover('/apis', aggregated, definitions);
    expect(found?.headers).to.deep.equal({ 'Content-Type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' });
    const [apps] = (found?.body as { items: object[] }).items;
    expect(apps).to.deep.equal({
      metadata: { name: 'apps' },
      versions: [{
        version: 'v1', freshness: 'Current',
        resources: [{
          resource: 'deployments', responseKind: { group: '', version: '', kind: 'Deployment' }, scope: 'Namespaced', singularResource: 'deployment', verbs,
          subresources: [
            { subresource: 'scale', responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' }, verbs: ['get', 'patch', 'update'] },
            { subresource: 'status', responseKind: { group: '', version: '', kind: 'Deployment' }, verbs: ['get', 'patch', 'update'] },
          ],
        }],
      }],
    });
  });

  it('names group and version of custom resources in full', () => {
    const groups = (discover('/apis', aggregated, definitions)?.body as { items: { versions: { resources: { responseKind: object }[] }[] }[] }).items;
    expect(groups.at(-1)?.versions[0]?.resources[0]?.responseKind).to.deep.equal({ group: 'example.com', version: 'v1', kind: 'Widget' });
  });

  it('gives the core group alone under /api', () => {
    expect((ask('/api', aggregated)['items'] as { metadata: object }[]).map(({ metadata }) => metadata)).to.deep.equal([{}]);
  });

  it('gives plain lists to who asks for those first, or for nothing else that can be had', () => {
    expect(ask('/apis', 'application/json, application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList')).to.include({ kind: 'APIGroupList' });
    expect(ask('/apis', 'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json')).to.include({ kind: 'APIGroupList' });
    expect(() => ask('/apis', 'application/vnd.kubernetes.protobuf')).to.throw('only the following media types are accepted').with.property('code', 406);
  });

  it('says which Kubernetes it is, new enough for us', async () => {
    const { gitVersion, major, minor } = ask('/version') as Record<string, string>;
    expect(gitVersion).to.match(new RegExp(`^v${major}\\.${minor}\\.\\d+\\+simulated$`));
    const kube = new FakeKube();
    kube.request = async () => ({ status: 200, headers: {}, text: JSON.stringify(ask('/version')) });
    expect(await versionProblem(kube)).to.equal(undefined);
  });

  it('lists its paths', () => {
    expect(ask('/')['paths']).to.include.members(['/api/v1', '/apis/apps/v1', '/version']);
  });

  it('answers the old kind of OpenAPI document with an empty one', () => {
    expect(discover('/openapi/v2', '', definitions)).to.deep.include({ body: '' });
  });

  for (const path of ['/nope', '/api/v2', '/api/v1/pods', '/apis/nope', '/apis/apps/v9', '/apis/apps/v1/deployments', '/version/more']) {
    it(`leaves ${path} to others`, () => {
      expect(discover(path, '', definitions)).to.equal(undefined);
    });
  }
});
