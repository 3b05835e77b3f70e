import { expect } from 'chai';
import { desiredObjects } from '../../../plugin/install/desired-objects.ts';
import { readManifests } from '../../../plugin/install/manifests.ts';
import { survey } from '../../../plugin/install/survey.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { EmptyCluster } from '../../builders/an-empty-cluster.ts';
import type { ClusterSettings } from '../../builders/an-empty-cluster.ts';

const foreignRole: KubeObject = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'kubectl-canary-viewer' } };
const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kubectl-canary-system' } };

describe('plugin/install/survey.ts', () => {
  const look = async (settings: ClusterSettings = {}, ...present: KubeObject[]) => {
    const { kube } = new EmptyCluster(settings);
    kube.put(...present);
    const objects = desiredObjects(await readManifests(), { image: 'kubectl-canary:1', runner: true, drive: false });
    const found = await survey(kube, objects);
    expect(kube.writes).to.deep.equal([]);
    return { ...found, objects };
  };

  it('finds nothing in the way of an installation on an empty cluster, and all to be created', async () => {
    const { problems, changes, objects } = await look();
    expect(problems).to.deep.equal([]);
    expect(objects.map((object) => changes.get(object))).to.deep.equal(objects.map(() => 'created'));
  });

  const cases: [string, ClusterSettings, KubeObject[], string[]][] = [
    ['a cluster that is too old', { version: '1.29' }, [], ['the cluster is Kubernetes 1.29; at least 1.30 is needed']],
    ['a version as some clouds write it', { version: '1.30+' }, [], []],
    ['rights that are missing', { denied: ['create clusterroles', 'patch clusterroles', 'create deployments'] }, [], [
      'you may not create, patch clusterroles.rbac.authorization.k8s.io',
      'you may not create deployments.apps in namespace kubectl-canary-system',
    ]],
    ['somebody else\'s object of the same name', {}, [foreignRole], ['clusterrole.rbac.authorization.k8s.io/kubectl-canary-viewer exists and is not ours: delete or rename it']],
    ['a namespace that was made for us before', {}, [namespace], []],
    ['a namespace that is going', {}, [{ ...namespace, metadata: { ...namespace.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }], ['namespace/kubectl-canary-system is being deleted: wait until it is gone']],
    ['rights that would be handed on without having them', { refused: { 'ClusterRole kubectl-canary-drive': 'attempting to grant RBAC permissions not currently held' } }, [], ['clusterrole.rbac.authorization.k8s.io/kubectl-canary-drive is refused: attempting to grant RBAC permissions not currently held']],
    ['a webhook of others that knows no dry run', { refused: { 'ClusterRole kubectl-canary-drive': 'admission webhook "x" does not support dry run' } }, [], []],
    ['several at once', { version: '1.28', denied: ['create deployments'] }, [foreignRole], [
      'the cluster is Kubernetes 1.28; at least 1.30 is needed',
      'you may not create deployments.apps in namespace kubectl-canary-system',
      'clusterrole.rbac.authorization.k8s.io/kubectl-canary-viewer exists and is not ours: delete or rename it',
    ]],
  ];
  for (const [title, settings, present, expected] of cases) {
    it(`${title}: ${expected.length === 0 ? 'no problem' : 'said'}`, async () => {
      expect((await look(settings, ...present)).problems).to.deep.equal(expected);
    });
  }
});
