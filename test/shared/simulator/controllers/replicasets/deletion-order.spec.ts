import { expect } from 'chai';
import type { Pod } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import { inDeletionOrder } from '../../../../../shared/simulator/controllers/replicasets/deletion-order.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const cost = (value: number) => ({ annotations: { 'controller.kubernetes.io/pod-deletion-cost': String(value) } });

describe('shared/simulator/controllers/replicasets/deletion-order.ts', () => {
  const cases: [title: string, first: Pod, second: Pod][] = [
    ['has no node', aRunningPod('a', { spec: { nodeName: '' } }), aRunningPod('b')],
    ['is pending', aRunningPod('a', { phase: 'Pending' }), aRunningPod('b')],
    ['is not ready', aRunningPod('a', { ready: false }), aRunningPod('b')],
    ['costs less', aRunningPod('a', cost(-1)), aRunningPod('b', cost(5))],
    ['became ready later', aRunningPod('a', { readyAt: 9 }), aRunningPod('b', { readyAt: 1 })],
    ['has restarted more', aRunningPod('a', { restarts: 3 }), aRunningPod('b', { restarts: 1 })],
    ['was made later', aRunningPod('a', { madeAt: 9 }), aRunningPod('b', { madeAt: 1 })],
    ['is not ready, though it costs more', aRunningPod('a', { ready: false, ...cost(9) }), aRunningPod('b')],
    ['costs less, though it was made first', aRunningPod('a', { madeAt: 0 }), aRunningPod('b', { madeAt: 9, ...cost(1) })],
  ];
  for (const [title, first, second] of cases) {
    it(`gives up first what ${title}`, () => {
      expect(inDeletionOrder([second, first]).map(({ metadata }) => metadata.name)).to.deep.equal(['a', 'b']);
      expect(inDeletionOrder([first, second]).map(({ metadata }) => metadata.name)).to.deep.equal(['a', 'b']);
    });
  }
});
