import { expect } from 'chai';
import { withNewSet } from '../../../../../shared/simulator/controllers/deployments/new-set.ts';
import { rollingStep } from '../../../../../shared/simulator/controllers/deployments/rolling-update.ts';
import { allOf, availableOf, sizeOf, totalSizeOf } from '../../../../../shared/simulator/controllers/deployments/sets.ts';
import type { Sets } from '../../../../../shared/simulator/controllers/deployments/sets.ts';
import { settingsOf } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import type { Settings } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import type { ReplicaSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';

const settings = (replicas: number, maxSurge: number | string, maxUnavailable: number | string) => settingsOf(aWebDeployment({ replicas, strategy: { rollingUpdate: { maxSurge, maxUnavailable } } }));
const sizes = (sets: Sets) => [...sets.oldSets.map(sizeOf), sets.newSet === undefined ? 0 : sizeOf(sets.newSet)];

describe('shared/simulator/controllers/deployments/rolling-update.ts', () => {
  const steps: [title: string, settings: Settings, old: ReplicaSet[], fresh: ReplicaSet, after: number[]][] = [
    ['grows the new set by the surge', settings(3, 1, 0), [aReplicaSet('old', { replicas: 3 })], aReplicaSet('new'), [3, 1]],
    ['waits for new pods where none may be missing', settings(3, 1, 0), [aReplicaSet('old', { replicas: 3 })], aReplicaSet('new', { replicas: 1, available: 0 }), [3, 1]],
    ['shrinks the old set by each new pod that is available', settings(3, 1, 0), [aReplicaSet('old', { replicas: 3 })], aReplicaSet('new', { replicas: 1 }), [2, 1]],
    ['shrinks the old set first where there is no surge', settings(3, 0, 1), [aReplicaSet('old', { replicas: 3 })], aReplicaSet('new'), [2, 0]],
    ['never counts on new pods that are not available', settings(10, 3, 2), [aReplicaSet('old', { replicas: 8, available: 7 })], aReplicaSet('new', { replicas: 5, available: 0 }), [8, 5]],
    ['gives up old pods that are not available first', settings(4, 0, 2), [aReplicaSet('a', { replicas: 2, madeAt: 0 }), aReplicaSet('b', { replicas: 2, available: 0, madeAt: 1 })], aReplicaSet('new'), [2, 0, 0]],
    ['gives up the oldest first', settings(4, 0, 1), [aReplicaSet('a', { replicas: 2, madeAt: 0 }), aReplicaSet('b', { replicas: 2, madeAt: 1 })], aReplicaSet('new'), [1, 2, 0]],
    ['shrinks a new set that is too large', settings(2, 1, 0), [], aReplicaSet('new', { replicas: 5 }), [2]],
    ['waits for a ReplicaSet that still counts pods it has given up', settings(4, 0, 2), [aReplicaSet('old', { replicas: 2, available: 4 })], aReplicaSet('new', { replicas: 2 }), [2, 2]],
  ];
  for (const [title, given, oldSets, newSet, after] of steps) {
    it(title, () => {
      expect(sizes(rollingStep({ oldSets, newSet }, given))).to.deep.equal(after);
    });
  }

  it('keeps within its bounds and comes to an end, whatever is asked for and whichever pods start first', () => {
    const amounts = [0, 1, 2, 5, '1%', '25%', '50%', '100%'];
    for (const replicas of [0, 1, 2, 3, 4, 7, 11]) {
      for (const maxSurge of amounts) {
        for (const maxUnavailable of amounts) {
          for (const seed of [1, 2]) {
            rollOver(settings(replicas, maxSurge, maxUnavailable), seed * 1000 + replicas);
          }
        }
      }
    }
  });
});

/** Plays a rollout of two old sets; controllers of ReplicaSets are late at random, and so are pods. */
function rollOver(given: Settings, seed: number): void {
  const random = randomFrom(seed);
  const deployment = aWebDeployment({ replicas: given.replicas });
  const half = Math.floor(given.replicas / 2);
  let sets: Sets = { newSet: undefined, oldSets: [aReplicaSet('a', { replicas: half }), aReplicaSet('b', { replicas: given.replicas - half, madeAt: 1 })] };
  const pods = new Map(sets.oldSets.map((set) => [set.metadata.name, { all: sizeOf(set), available: sizeOf(set) }]));
  for (let round = 0; round < 400; round += 1) {
    sets = rollingStep(withNewSet(deployment, sets, given), given);
    expect(totalSizeOf(allOf(sets)), `pods asked for: ${JSON.stringify({ given, seed, round })}`).to.be.at.most(given.replicas + given.maxSurge);
    sets = { oldSets: sets.oldSets.map((set) => live(set, pods, random)), newSet: live(sets.newSet!, pods, random) };
    const available = [...pods.values()].reduce((sum, each) => sum + each.available, 0);
    expect(available, `available pods: ${JSON.stringify({ given, seed, round })}`).to.be.at.least(given.replicas - given.maxUnavailable);
    if (totalSizeOf(sets.oldSets) === 0 && availableOf(sets.newSet!) === given.replicas) {
      return;
    }
  }
  throw new Error(`never ends: ${JSON.stringify({ given, sizes: sizes(sets) })}`);
}

/** A ReplicaSet after its controller and its pods have had, or have not had, their turn. */
function live(set: ReplicaSet, pods: Map<string, { all: number; available: number }>, random: () => number): ReplicaSet {
  const own = pods.get(set.metadata.name) ?? { all: 0, available: 0 };
  pods.set(set.metadata.name, own);
  if (random() < 0.7) {
    own.all = sizeOf(set);
    own.available = Math.min(own.available, own.all);
  }
  if (random() < 0.5 && own.available < own.all && set.metadata.name.startsWith('web-')) {
    own.available += 1;
  }
  const isCounted = random() < 0.6;
  return isCounted ? { ...set, status: { replicas: own.all, availableReplicas: own.available } } : set;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
