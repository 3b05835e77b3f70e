import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import type { Definition } from '../../../../shared/simulator/schema/definition.ts';
import { createDefinitions } from '../../../../shared/simulator/schema/definitions.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';
import { bent, definitionsWith, readObjects, stored } from '../../../builders/checked-object.ts';

const crds = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

describe('shared/simulator/schema/definitions.ts', () => {
  describe('of built-in kinds', () => {
    const definitions = definitionsWith();
    const kinds: [string, string, string, Partial<Definition>][] = [
      ['apps', 'v1', 'deployments', { kind: 'Deployment', singular: 'deployment', listKind: 'DeploymentList', shortNames: ['deploy'], categories: ['all'], namespaced: true, isCustom: false, hasStatus: true, hasGeneration: true }],
      ['', 'v1', 'pods', { kind: 'Pod', shortNames: ['po'], selectableFields: ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'] }],
      ['', 'v1', 'endpoints', { kind: 'Endpoints', singular: 'endpoints', listKind: 'EndpointsList', hasStatus: false }],
      ['', 'v1', 'namespaces', { kind: 'Namespace', namespaced: false, hasGeneration: false }],
      ['autoscaling', 'v1', 'horizontalpodautoscalers', { kind: 'HorizontalPodAutoscaler' }],
      ['apiextensions.k8s.io', 'v1', 'customresourcedefinitions', { kind: 'CustomResourceDefinition', shortNames: ['crd', 'crds'], categories: ['api-extensions'], namespaced: false }],
    ];
    for (const [group, version, plural, facts] of kinds) {
      it(`knows ${plural} of ${group === '' ? 'the core group' : group}`, () => {
        expect(definitions.find(group, version, plural)).to.deep.include(facts);
      });
    }

    it('scales workloads, and nothing else', () => {
      const scaled = definitions.all().filter(({ scale }) => scale?.specReplicasPath === '.spec.replicas' && scale.statusReplicasPath === '.status.replicas');
      expect(scaled.map(({ plural }) => plural)).to.have.members(['replicationcontrollers', 'deployments', 'replicasets', 'statefulsets']);
    });

    it('finds a kind by what stands in an object, and the preferred version first', () => {
      expect(definitions.ofKind('apps/v1', 'Deployment')).to.equal(definitions.find('apps', 'v1', 'deployments'));
      expect(definitions.ofKind('v1', 'Deployment')).to.equal(undefined);
      expect(definitions.all().filter(({ kind }) => kind === 'HorizontalPodAutoscaler').map(({ version }) => version)).to.deep.equal(['v2', 'v1']);
    });
  });

  describe('of CustomResourceDefinitions', () => {
    let store: Store;
    const [canaries] = readObjects('manifests/crds/canaries.yaml');
    const put = (crd: ApiObject) => store.put(crds, stored(createDefinitions(store), crd));
    beforeEach(() => {
      store = new Store();
    });

    it('knows a kind from the moment on in which its definition is stored', () => {
      const definitions = createDefinitions(store);
      expect(definitions.find('kubectl-canary.dev', 'v1beta1', 'canaries')).to.equal(undefined);
      const crd = put(canaries!);
      expect(definitions.find('kubectl-canary.dev', 'v1beta1', 'canaries')).to.include({ kind: 'Canary', namespaced: true, isCustom: true, hasStatus: true, hasGeneration: true, listKind: 'CanaryList' });
      store.remove(crds, crd);
      expect(definitions.ofKind('kubectl-canary.dev/v1beta1', 'Canary')).to.equal(undefined);
    });

    it('makes its columns, with the age where there are none', () => {
      put(canaries!);
      const columns = createDefinitions(store).ofKind('kubectl-canary.dev/v1beta1', 'Canary')!.columns;
      expect(columns.slice(0, 2)).to.deep.equal([
        { name: 'Status', type: 'string', priority: 0, value: '.status.phase', description: 'The phase of the last rollout.' },
        { name: 'Weight', type: 'integer', priority: 0, value: '.status.canaryWeight', description: 'Percent of the traffic on the new version.' },
      ]);
      put(bent(canaries!, { unset: ['spec.versions.0.additionalPrinterColumns'] }));
      expect(createDefinitions(store).ofKind('kubectl-canary.dev/v1beta1', 'Canary')!.columns).to.deep.equal([{ name: 'Age', type: 'date', priority: 0, value: '.metadata.creationTimestamp' }]);
    });

    it('knows each version that is served, the newest first, with its own scale and fields to select by', () => {
      const { versions: [version] } = (canaries as ApiObject & { spec: { versions: object[] } }).spec;
      const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
      const names = ['v1alpha1', 'v1beta2', 'v2', 'v10', 'v1', 'v1beta10', 'other'];
      const versions = [...names.map((name) => ({ ...version, name, storage: name === 'v1', subresources: name === 'v1' ? { scale } : {}, selectableFields: [{ jsonPath: '.spec.provider' }] })), { ...version, name: 'v3', storage: false, served: false }];
      put(bent(canaries!, { set: { 'spec.versions': versions } }));
      const found = createDefinitions(store).all().filter(({ kind }) => kind === 'Canary');
      expect(found.map((definition) => definition.version)).to.deep.equal(['v10', 'v2', 'v1', 'v1beta10', 'v1beta2', 'v1alpha1', 'other']);
      expect(found[2]).to.deep.include({ scale, hasStatus: false, selectableFields: ['spec.provider'] });
      expect(found[3]).not.to.have.property('scale');
    });
  });
});
