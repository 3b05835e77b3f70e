import type { Canary } from '../shared/api/canary.ts';
import { namespaceOf } from '../shared/api/namespace-of.ts';
import { leaseName } from '../shared/engine/lease.ts';
import type { Lease } from '../shared/engine/lease.ts';
import { isUnderWay } from '../shared/engine/phases.ts';
import type { Kube } from '../shared/kube/kube.ts';
import { leases } from '../shared/kube/resources.ts';

/** Whether somebody drives; undefined where no rollout is under way, or that may not be known. */
export async function readIsDriven(kube: Kube, canary: Canary, now: Date): Promise<boolean | undefined> {
  if (!isUnderWay(canary.status?.phase)) {
    return undefined;
  }
  try {
    const lease = await kube.get<Lease>({ resource: leases, namespace: namespaceOf(canary), name: leaseName(canary.metadata.name) });
    const { holderIdentity = '', renewTime = '', leaseDurationSeconds = 0 } = lease?.spec ?? {};
    return holderIdentity !== '' && Date.parse(renewTime) + leaseDurationSeconds * 1000 > now.getTime();
  } catch {
    return undefined;
  }
}
