import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { PatchOperation } from '../../shared/workloads/hold.ts';

/** The object after a JSON patch (RFC 6902), as far as admission of ours makes operations; what is removed must be there. */
export function applyPatch(object: KubeObject, patch: readonly PatchOperation[]): KubeObject {
  const copy = structuredClone(object) as unknown as Record<string, unknown>;
  for (const operation of patch) {
    const path = operation.path.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop()!;
    const parent = path.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
    if (operation.op === 'remove') {
      expect(parent, `remove ${operation.path} of what is not there`).to.have.property(last);
      delete parent[last];
    } else {
      parent[last] = operation.value;
    }
  }
  return copy as unknown as KubeObject;
}
