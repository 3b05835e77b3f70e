import { expect } from 'chai';
import type { KubeObject, ObjectMeta } from '../../../../../shared/kube/kube.ts';
import { claim } from '../../../../../shared/simulator/controllers/ownership/claim.ts';

const owner = (metadata: Partial<ObjectMeta> = {}) => ({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'test', uid: 'uid-web', ...metadata }, spec: { selector: { matchLabels: { app: 'web' } } } });
const pod = (name: string, metadata: Partial<ObjectMeta> = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'test', labels: { app: 'web' }, ...metadata } });
const ownedBy = (uid: string) => ({ ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'any', uid, controller: true }] });
const names = (objects: readonly KubeObject[]) => objects.map(({ metadata: { name } }) => name);

const all = [
  pod('own', ownedBy('uid-web')),
  pod('own-relabelled', { ...ownedBy('uid-web'), labels: { app: 'other' } }),
  pod('orphan'),
  pod('orphan-leaving', { deletionTimestamp: '2026-01-01T12:00:00Z' }),
  pod('orphan-elsewhere', { namespace: 'other' }),
  pod('orphan-of-others', { labels: { app: 'other' } }),
  pod('of-others', ownedBy('uid-other')),
];

describe('shared/simulator/controllers/ownership/claim.ts', () => {
  it('keeps its own, adopts orphans that match, and releases what does not match any more', () => {
    const { owned, adopt, release } = claim(owner(), all);
    expect({ owned: names(owned), adopt: names(adopt), release: names(release) }).to.deep.equal({ owned: ['own'], adopt: ['orphan'], release: ['own-relabelled'] });
  });

  it('neither adopts nor releases once it is being deleted', () => {
    const { owned, adopt, release } = claim(owner({ deletionTimestamp: '2026-01-01T12:00:00Z' }), all);
    expect({ owned: names(owned), adopt, release }).to.deep.equal({ owned: ['own'], adopt: [], release: [] });
  });
});
