import { expect } from 'chai';
import { isScaling, scaled } from '../../../../../shared/simulator/controllers/deployments/scale.ts';
import { sizeOf } from '../../../../../shared/simulator/controllers/deployments/sets.ts';
import { settingsOf } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import type { ReplicaSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';

/** A ReplicaSet that was scaled when the Deployment had this size, with a surge of so many. */
const scaledAt = (name: string, replicas: number, desired: number, surge = 0, madeAt = 0): ReplicaSet =>
  aReplicaSet(name, { replicas, madeAt, annotations: { 'deployment.kubernetes.io/desired-replicas': String(desired), 'deployment.kubernetes.io/max-replicas': String(desired + surge) } });

describe('shared/simulator/controllers/deployments/scale.ts', () => {
  const cases: [title: string, replicas: number, surge: number, newSet: ReplicaSet | undefined, oldSets: ReplicaSet[], sizes: number[]][] = [
    ['gives all to the only set', 12, 0, scaledAt('new', 10, 10), [], [12]],
    ['gives all to the only set with pods, though it is old', 12, 0, scaledAt('new', 0, 10), [scaledAt('old', 10, 10)], [12, 0]],
    ['gives all to the newest where none has pods', 6, 0, undefined, [scaledAt('older', 0, 0, 0, 0), scaledAt('newer', 0, 0, 0, 5)], [0, 6]],
    ['adds by shares', 12, 0, scaledAt('new', 5, 10, 0, 1), [scaledAt('old', 5, 10)], [6, 6]],
    ['takes away by shares', 5, 0, scaledAt('new', 5, 10, 0, 1), [scaledAt('old', 5, 10)], [2, 3]],
    ['leaves the rest of a rounding to the largest', 11, 0, scaledAt('new', 3, 10, 0, 1), [scaledAt('old', 7, 10)], [8, 3]],
    ['spreads over three', 20, 0, scaledAt('new', 5, 10, 0, 2), [scaledAt('b', 3, 10, 0, 1), scaledAt('a', 2, 10, 0, 0)], [6, 4, 10]],
    ['spreads the surge, too', 15, 3, scaledAt('new', 5, 10, 3, 1), [scaledAt('old', 8, 10, 3)], [11, 7]],
    ['takes all away', 0, 2, scaledAt('new', 6, 10, 2, 1), [scaledAt('old', 6, 10, 2)], [0, 0]],
    ['empties the old sets where the new one is complete', 5, 0, scaledAt('new', 5, 5, 0, 1), [scaledAt('old', 2, 5)], [0, 5]],
  ];
  for (const [title, replicas, maxSurge, newSet, oldSets, sizes] of cases) {
    it(title, () => {
      const deployment = aWebDeployment({ replicas, strategy: { rollingUpdate: { maxSurge, maxUnavailable: 1 } } }, { status: { replicas: 10 } });
      const after = scaled(deployment, { newSet, oldSets }, settingsOf(deployment));
      expect([...after.oldSets.map(sizeOf), ...(after.newSet === undefined ? [] : [sizeOf(after.newSet)])]).to.deep.equal(sizes);
    });
  }

  it('notes the new size on every set with pods, also where its own stays', () => {
    const deployment = aWebDeployment({ replicas: 10, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } });
    const { newSet, oldSets } = scaled(deployment, { newSet: scaledAt('new', 5, 9, 0, 1), oldSets: [scaledAt('old', 5, 9)] }, settingsOf(deployment));
    for (const set of [newSet!, ...oldSets]) {
      expect(set.metadata.annotations).to.include({ 'deployment.kubernetes.io/desired-replicas': '10' });
    }
  });

  it('is at work where a set with pods knows another size', () => {
    const settings = settingsOf(aWebDeployment({ replicas: 10 }));
    expect(isScaling({ newSet: scaledAt('new', 5, 9), oldSets: [] }, settings)).to.equal(true);
    expect(isScaling({ newSet: scaledAt('new', 5, 10), oldSets: [scaledAt('old', 0, 9)] }, settings)).to.equal(false);
    expect(isScaling({ newSet: aReplicaSet('new', { replicas: 5 }), oldSets: [] }, settings)).to.equal(false);
  });
});
