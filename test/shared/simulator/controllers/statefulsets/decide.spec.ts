import { expect } from 'chai';
import type { Pod } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import type { StatefulSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { decide } from '../../../../../shared/simulator/controllers/statefulsets/decide.ts';
import { revisionOf } from '../../../../../shared/simulator/controllers/statefulsets/stateful-pod.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const now = new Date('2026-01-01T12:00:10Z');
const template = { spec: { containers: [] } };
const parallel = { podManagementPolicy: 'Parallel' };
const set = (spec: Partial<StatefulSet['spec']> = {}): StatefulSet => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'test' }, spec: { replicas: 3, selector: {}, template, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }, ...spec } });
const rolling = (partition: number, maxUnavailable?: number | string) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition, ...(maxUnavailable === undefined ? {} : { maxUnavailable }) } } });
const pod = (ordinal: number, revision: 'old' | 'new' = 'new', options: Parameters<typeof aRunningPod>[1] = {}): Pod => aRunningPod(`db-${ordinal}`, { labels: { 'controller-revision-hash': revision }, ...options });
const pods = (...given: (Pod | undefined)[]) => given.filter((each) => each !== undefined);
const [unready, leaving, failed] = [{ ready: false }, { terminating: true }, { phase: 'Failed', ready: false }] as const;

describe('shared/simulator/controllers/statefulsets/decide.ts', () => {
  const cases: [title: string, set: StatefulSet, pods: Pod[], create: string[], remove: string[]][] = [
    ['makes the first pod first', set(), [], ['db-0 new'], []],
    ['waits for each pod before the next', set(), pods(pod(0, 'new', unready)), [], []],
    ['makes the next when those before are available', set(), pods(pod(0), pod(1)), ['db-2 new'], []],
    ['fills a gap, but not beyond a pod that is not ready', set(), pods(pod(0, 'new', unready), pod(2)), [], []],
    ['makes all at once in parallel', set(parallel), pods(pod(1, 'new', unready)), ['db-0 new', 'db-2 new'], []],
    ['waits for minReadySeconds', set({ minReadySeconds: 60 }), pods(pod(0)), [], []],
    ['starts at its first ordinal', set({ ordinals: { start: 5 }, replicas: 1 }), [], ['db-5 new'], []],
    ['takes away the last', set({ replicas: 1 }), pods(pod(0), pod(1), pod(2)), [], ['db-2']],
    ['takes away one after the other', set({ replicas: 1 }), pods(pod(0), pod(1), pod(2, 'new', leaving)), [], []],
    ['takes none away while one that stays is not ready', set({ replicas: 1 }), pods(pod(0, 'new', unready), pod(1)), [], []],
    ['waits with an unready last for an unready one before it', set({ replicas: 1 }), pods(pod(0), pod(1, 'new', unready), pod(2, 'new', unready)), [], []],
    ['takes all away at once in parallel', set({ replicas: 1, ...parallel }), pods(pod(0, 'new', unready), pod(1), pod(2)), [], ['db-2', 'db-1']],
    ['replaces the last old pod', set(), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'old')), [], ['db-2']],
    ['waits for the new one before the next', set(), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'new', unready)), [], []],
    ['replaces pods from the partition on', set(rolling(2)), pods(pod(0, 'old'), pod(1, 'old'), pod(2)), [], []],
    ['replaces nothing above the last ordinal', set(rolling(3)), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'old')), [], []],
    ['replaces as many as may be unavailable', set(rolling(0, 2)), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'old')), [], ['db-2', 'db-1']],
    ['replaces a share of them', set(rolling(0, '67%')), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'old')), [], ['db-2', 'db-1']],
    ['replaces nothing where the strategy is OnDelete', set({ updateStrategy: { type: 'OnDelete' } }), pods(pod(0, 'old'), pod(1, 'old'), pod(2, 'old')), [], []],
    ['replaces in parallel first what is unavailable anyway', set(parallel), pods(pod(0, 'old', unready), pod(1, 'old'), pod(2, 'old')), [], ['db-0']],
    ['makes a pod below the partition of the current revision again', set(rolling(2)), pods(pod(0, 'old')), ['db-1 old'], []],
    ['deletes a pod that has ended, to make it again', set(), pods(pod(0, 'new', failed)), [], ['db-0']],
    ['waits for a pod that is being deleted', set(), pods(pod(0, 'new', leaving)), [], []],
  ];
  for (const [title, statefulSet, given, create, remove] of cases) {
    it(title, () => {
      const changes = decide({ set: statefulSet, pods: given, current: { name: 'old', template }, update: { name: 'new', template } }, now);
      expect({ create: changes.create.map((made) => `${made.metadata.name} ${revisionOf(made)}`), remove: changes.remove.map(({ metadata }) => metadata.name) }).to.deep.equal({ create, remove });
    });
  }

  it('does nothing about the pods of a set that is being deleted', () => {
    const leavingSet = { ...set(), metadata: { ...set().metadata, deletionTimestamp: '2026-01-01T12:00:00Z' } };
    expect(decide({ set: leavingSet, pods: [], current: { name: 'old', template }, update: { name: 'new', template } }, now)).to.deep.equal({ create: [], remove: [] });
  });
});
