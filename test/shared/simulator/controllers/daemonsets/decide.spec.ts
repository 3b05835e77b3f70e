import { expect } from 'chai';
import { decide } from '../../../../../shared/simulator/controllers/daemonsets/decide.ts';
import type { Node } from '../../../../../shared/simulator/controllers/objects/node.ts';
import type { Pod } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import type { DaemonSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const now = new Date('2026-01-01T12:00:10Z');
const nodes: Node[] = ['n1', 'n2', 'n3'].map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
const set = (rollingUpdate?: object): DaemonSet => ({
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'test' },
  spec: { selector: {}, template: { spec: { containers: [] } }, updateStrategy: rollingUpdate === undefined ? { type: 'OnDelete' } : { type: 'RollingUpdate', rollingUpdate } },
});
const pod = (name: string, nodeName: string, hash: 'old' | 'new', options: Parameters<typeof aRunningPod>[1] = {}): Pod => aRunningPod(name, { labels: { 'controller-revision-hash': hash }, spec: { nodeName }, ...options });
const all = (hash: 'old' | 'new', options: Record<string, Parameters<typeof aRunningPod>[1]> = {}) => nodes.map(({ metadata: { name } }, index) => pod(`p${index + 1}`, name, hash, options[name]));

describe('shared/simulator/controllers/daemonsets/decide.ts', () => {
  const cases: [title: string, set: DaemonSet, pods: Pod[], createOn: string[], remove: string[]][] = [
    ['gives each node a pod', set({}), [pod('p1', 'n1', 'new')], ['n2', 'n3'], []],
    ['waits for a pod to end before the next is made', set({}), [...all('new').slice(1), pod('p1', 'n1', 'new', { terminating: true })], [], []],
    ['keeps the oldest of several on a node', set({}), [...all('new'), pod('extra', 'n1', 'new', { madeAt: 5 })], [], ['extra']],
    ['replaces one old pod at a time', set({}), all('old'), [], ['p1']],
    ['replaces two at a time where two may be missing', set({ maxUnavailable: 2 }), all('old'), [], ['p1', 'p2']],
    ['replaces half of them, rounded up', set({ maxUnavailable: '50%' }), all('old'), [], ['p1', 'p2']],
    ['replaces none while as many as may be are missing', set({}), [...all('old').slice(1), pod('p1', 'n1', 'new', { ready: false })], [], []],
    ['replaces old pods first that are missing anyway', set({}), all('old', { n2: { ready: false } }), [], ['p2']],
    ['replaces nothing where the strategy is OnDelete', set(), all('old'), [], []],
    ['starts new pods beside old ones where a surge is allowed', set({ maxSurge: 2, maxUnavailable: 0 }), all('old'), ['n1', 'n2'], []],
    ['gives up the old pod once the new one is available', set({ maxSurge: 1, maxUnavailable: 0 }), [...all('old'), pod('fresh', 'n1', 'new', { madeAt: 5 })], [], ['p1']],
    ['waits for the new pod of a surge', set({ maxSurge: 1, maxUnavailable: 0 }), [...all('old'), pod('fresh', 'n1', 'new', { madeAt: 5, ready: false })], [], []],
    ['gives up an old pod that does not serve, though the new one does not yet', set({ maxSurge: 1, maxUnavailable: 0 }), [...all('old', { n1: { ready: false } }), pod('fresh', 'n1', 'new', { madeAt: 5, ready: false })], [], ['p1']],
  ];
  for (const [title, daemonSet, pods, createOn, remove] of cases) {
    it(title, () => {
      const changes = decide({ set: daemonSet, pods, nodes, hash: 'new' }, now);
      expect({ createOn: changes.createOn, remove: changes.remove.map(({ metadata }) => metadata.name) }).to.deep.equal({ createOn, remove });
    });
  }
});
