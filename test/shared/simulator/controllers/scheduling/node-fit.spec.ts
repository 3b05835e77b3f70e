import { expect } from 'chai';
import type { Node } from '../../../../../shared/simulator/controllers/objects/node.ts';
import type { PodSpec } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import { fitsNode } from '../../../../../shared/simulator/controllers/scheduling/node-fit.ts';

const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1', labels: { disk: 'ssd', cores: '4' } } };
const affinity = (...nodeSelectorTerms: object[]) => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } });
const labelled = (key: string, operator: string, ...values: string[]) => ({ matchExpressions: [{ key, operator, values }] });

describe('shared/simulator/controllers/scheduling/node-fit.ts', () => {
  const cases: [title: string, spec: Partial<PodSpec>, fits: boolean][] = [
    ['asks for nothing', {}, true],
    ['asks for a label', { nodeSelector: { disk: 'ssd' } }, true],
    ['asks for a label that it does not have', { nodeSelector: { disk: 'hdd' } }, false],
    ['has an affinity to it by label', affinity(labelled('disk', 'In', 'hdd', 'ssd')), true],
    ['has an affinity to it by name', affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }), true],
    ['has an affinity to another by name', affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-2'] }] }), false],
    ['has one affinity of several to it', affinity(labelled('disk', 'In', 'hdd'), labelled('disk', 'Exists')), true],
    ['has an empty affinity', affinity({}), false],
    ['asks for more than it has', affinity(labelled('cores', 'Gt', '4')), false],
    ['asks for less than it has', affinity(labelled('cores', 'Lt', '8')), true],
  ];
  for (const [title, spec, fits] of cases) {
    it(`${fits ? 'takes' : 'does not take'} a pod that ${title}`, () => {
      expect(fitsNode({ containers: [], ...spec }, node)).to.equal(fits);
    });
  }
});
