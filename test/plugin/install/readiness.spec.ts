import { expect } from 'chai';
import { isEstablished, isRolledOut, isTrusted } from '../../../plugin/install/readiness.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';

const object = (fields: object) => ({ apiVersion: 'v1', kind: 'X', metadata: { name: 'x', generation: 2 }, ...fields }) as KubeObject;
const rolledOut = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };

describe('plugin/install/readiness.ts', () => {
  const cases: [string, (found: KubeObject) => boolean, object, boolean][] = [
    ['a definition that is served', isEstablished, { status: { conditions: [{ type: 'Established', status: 'True' }] } }, true],
    ['a definition that is not served yet', isEstablished, { status: { conditions: [{ type: 'Established', status: 'False' }] } }, false],
    ['a definition nobody has looked at', isEstablished, {}, false],
    ['a Deployment that is rolled out', isRolledOut, { spec: { replicas: 2 }, status: rolledOut }, true],
    ['a Deployment whose change nobody has seen', isRolledOut, { spec: { replicas: 2 }, status: { ...rolledOut, observedGeneration: 1 } }, false],
    ['a Deployment with an old pod left', isRolledOut, { spec: { replicas: 2 }, status: { ...rolledOut, replicas: 3 } }, false],
    ['a Deployment with a pod that is not available', isRolledOut, { spec: { replicas: 2 }, status: { ...rolledOut, availableReplicas: 1 } }, false],
    ['a Deployment that nobody has looked at', isRolledOut, { spec: {} }, false],
    ['a Deployment that shall have no pods', isRolledOut, { spec: { replicas: 0 }, status: { observedGeneration: 2 } }, true],
    ['webhooks that all have a CA', isTrusted, { webhooks: [{ clientConfig: { caBundle: 'Y2E=' } }] }, true],
    ['webhooks of which one has no CA', isTrusted, { webhooks: [{ clientConfig: { caBundle: 'Y2E=' } }, { clientConfig: {} }] }, false],
  ];
  for (const [title, isReady, fields, expected] of cases) {
    it(`${title}: ${expected ? 'ready' : 'not ready'}`, () => {
      expect(isReady(object(fields))).to.equal(expected);
    });
  }
});
