import { expect } from 'chai';
import { until } from '../../../builders/until.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const aggregated = { Accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json' };

/** What a cluster says of itself: kubectl asks before it does anything. */
export function describeDiscovery(exam: Exam): void {
  describe('discovery', () => {
    const here = aNamespace(exam, 'discovery');
    const read = async (path: string, headers = {}) => succeeded(await here.http('GET', path, { headers }));
    const group = async () => (await read('/apis')).groups.find(({ name }: Json) => name === exam.kinds.group);

    it('says the version', async () => {
      const { major, minor, gitVersion } = await read('/version');
      expect(major).to.equal('1');
      expect(Number.parseInt(minor, 10)).to.be.at.least(30);
      expect(gitVersion).to.match(new RegExp(`^v1\\.${minor}`));
    });

    it('says that all is well', async () => {
      for (const path of ['/healthz', '/livez', '/readyz']) {
        expect((await here.http('GET', path)).text, path).to.equal('ok');
      }
    });

    it('lists the groups, and which version of each is preferred', async () => {
      expect((await read('/api')).versions).to.deep.equal(['v1']);
      const { kind, groups } = await read('/apis');
      const version = (groupVersion: string) => ({ groupVersion, version: groupVersion.split('/')[1] });
      expect(kind).to.equal('APIGroupList');
      expect(groups).to.deep.include({ name: 'apps', versions: [version('apps/v1')], preferredVersion: version('apps/v1') });
      expect(await group()).to.deep.equal({ name: exam.kinds.group, versions: [version(`${exam.kinds.group}/v1beta1`)], preferredVersion: version(`${exam.kinds.group}/v1beta1`) });
      expect(groups.map(({ name }: Json) => name)).to.include.members(['admissionregistration.k8s.io', 'apiextensions.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io', 'autoscaling', 'coordination.k8s.io', 'discovery.k8s.io', 'policy', 'rbac.authorization.k8s.io']);
    });

    it('lists the resources of a version, with what kubectl calls them and may do', async () => {
      const { kind, groupVersion, resources } = await read('/apis/apps/v1');
      expect([kind, groupVersion]).to.deep.equal(['APIResourceList', 'apps/v1']);
      const found = (name: string) => resources.find((each: Json) => each.name === name);
      expect(found('deployments')).to.deep.include({ singularName: 'deployment', namespaced: true, kind: 'Deployment', verbs, shortNames: ['deploy'], categories: ['all'] });
      expect(found('deployments/status')).to.deep.include({ namespaced: true, kind: 'Deployment', verbs: ['get', 'patch', 'update'] });
      expect(found('deployments/scale')).to.deep.include({ group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] });
      expect(resources.map(({ name }: Json) => name)).to.include.members(['controllerrevisions', 'daemonsets', 'replicasets', 'statefulsets']);
    });

    it('lists those of no group', async () => {
      const { resources } = await read('/api/v1');
      const shortNames = Object.fromEntries(resources.filter((each: Json) => each.shortNames).map(({ name, shortNames: [first] }: Json) => [name, first]));
      expect(shortNames).to.include({ configmaps: 'cm', endpoints: 'ep', events: 'ev', namespaces: 'ns', nodes: 'no', pods: 'po', serviceaccounts: 'sa', services: 'svc' });
      expect(resources.map(({ name }: Json) => name)).to.include.members(['secrets', 'pods/log', 'pods/status', 'pods/proxy', 'services/proxy', 'namespaces/status', 'serviceaccounts/token']);
      expect(resources.find(({ name }: Json) => name === 'namespaces')).to.deep.include({ namespaced: false, kind: 'Namespace', verbs: verbs.filter((verb) => verb !== 'deletecollection') });
    });

    it('lists our own kinds', async () => {
      const { resources } = await read(`/apis/${exam.kinds.group}/v1beta1`);
      const canaries = resources.find(({ name }: Json) => name === 'canaries');
      expect(canaries).to.deep.include({ singularName: 'canary', namespaced: true, kind: 'Canary', categories: ['all'] });
      expect(canaries.verbs).to.have.members(verbs);
      expect(resources.find(({ name }: Json) => name === 'canaries/status')).to.deep.include({ kind: 'Canary', verbs: ['get', 'patch', 'update'] });
    });

    it('tells all at once if it is asked to', async () => {
      const { headers, body } = await here.http('GET', '/apis', { headers: aggregated });
      expect(headers['content-type']).to.equal('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
      expect([body.kind, body.apiVersion]).to.deep.equal(['APIGroupDiscoveryList', 'apidiscovery.k8s.io/v2']);
      const apps = body.items.find(({ metadata }: Json) => metadata.name === 'apps').versions.find(({ version }: Json) => version === 'v1');
      const deployments = apps.resources.find(({ resource }: Json) => resource === 'deployments');
      expect(deployments).to.deep.include({ scope: 'Namespaced', singularResource: 'deployment', verbs, shortNames: ['deploy'], categories: ['all'] });
      expect(deployments.responseKind.kind).to.equal('Deployment');
      expect(deployments.subresources.map(({ subresource }: Json) => subresource)).to.have.members(['scale', 'status']);
      const core = await read('/api', aggregated);
      expect(core.items[0].versions[0].resources.find(({ resource }: Json) => resource === 'namespaces')).to.include({ scope: 'Cluster', singularResource: 'namespace' });
    });

    it('says where the schemas are', async () => {
      const { paths } = await read('/openapi/v3');
      expect(paths).to.include.keys('api/v1');
      expect(paths['apis/apps/v1'].serverRelativeURL).to.match(/^\/openapi\/v3\/apis\/apps\/v1\?hash=/);
    });

    it('has schemas that kubectl can check an object by, and explain it', async () => {
      const { paths, components } = await read('/openapi/v3/apis/apps/v1');
      const { get, post } = paths['/apis/apps/v1/namespaces/{namespace}/deployments'];
      const { patch } = paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'];
      const gvk = { group: 'apps', version: 'v1', kind: 'Deployment' };
      expect([post, patch].map(({ parameters }) => parameters.some(({ name, in: where }: Json) => name === 'fieldValidation' && where === 'query'))).to.deep.equal([true, true]);
      expect([get, post, patch].map((operation) => operation['x-kubernetes-group-version-kind'])).to.deep.equal([gvk, gvk, gvk]);
      const deployment = schemaOf('Deployment', components.schemas);
      const { properties, required } = referred(deployment.properties.spec, components.schemas);
      expect(required).to.have.members(['selector', 'template']);
      expect(properties.replicas).to.include({ type: 'integer', format: 'int32' });
      expect(deployment['x-kubernetes-group-version-kind']).to.deep.include(gvk);
    });

    it('has a schema of our own kinds, soon after their definition', async () => {
      await until('it has one', async () => `apis/${exam.kinds.group}/v1beta1` in (await read('/openapi/v3')).paths);
      const { components } = await read(`/openapi/v3/apis/${exam.kinds.group}/v1beta1`);
      const canary = schemaOf('Canary', components.schemas);
      expect(canary.properties.spec.properties.provider.enum).to.include('traefik');
      expect(canary.properties.spec.required).to.have.members(['targetRef', 'analysis']);
    });
  });
}

function schemaOf(kind: string, schemas: Json): Json {
  return Object.values<Json>(schemas).find((schema) => schema['x-kubernetes-group-version-kind']?.some((each: Json) => each.kind === kind));
}

/** A reference stands alone, or in a list of one beside its description. */
function referred({ $ref, allOf }: Json, schemas: Json): Json {
  return schemas[($ref ?? allOf[0].$ref).replace('#/components/schemas/', '')];
}
