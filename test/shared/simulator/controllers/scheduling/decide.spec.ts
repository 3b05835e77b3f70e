import { expect } from 'chai';
import type { Node } from '../../../../../shared/simulator/controllers/objects/node.ts';
import { place } from '../../../../../shared/simulator/controllers/scheduling/decide.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } };
const cordoned: Node = { ...node, spec: { unschedulable: true } };
const picky = aRunningPod('web', { spec: { nodeSelector: { disk: 'ssd' } } });

describe('shared/simulator/controllers/scheduling/decide.ts', () => {
  it('puts a pod where it fits', () => {
    expect(place(aRunningPod('web'), [node])).to.deep.equal({ nodeName: 'node-1' });
    expect(place(aRunningPod('web', { spec: { tolerations: [{ operator: 'Exists' }] } }), [cordoned])).to.deep.equal({ nodeName: 'node-1' });
  });

  const cases: [title: string, nodes: Node[], pod: ReturnType<typeof aRunningPod>, because: string][] = [
    ['there is no node', [], aRunningPod('web'), 'no nodes available to schedule pods'],
    ['its selector does not fit', [node], picky, '0/1 nodes are available: 1 node(s) didn\'t match Pod\'s node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'],
    ['the node is cordoned', [cordoned], aRunningPod('web'), '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'],
  ];
  for (const [title, nodes, pod, because] of cases) {
    it(`says why it cannot where ${title}`, () => {
      expect(place(pod, nodes)).to.deep.equal({ because });
    });
  }
});
