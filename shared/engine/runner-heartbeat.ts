import { systemNamespace } from '../api/group.ts';
import type { Kube } from '../kube/kube.ts';
import { leases } from '../kube/resources.ts';
import { pause } from '../time/pause.ts';
import { createLease, defaultLeaseSeconds } from './lease.ts';
import type { Lease } from './lease.ts';

const heartbeatName = 'runner';
/** Seconds; a runner that was not heard of for so long is not counted on. */
const heartbeatSeconds = 30;

/** Shows that a runner is alive, until the signal ends it. Several runners share the one heartbeat: whoever holds it speaks for all. */
export async function beat(kube: Kube, identity: string, signal: AbortSignal): Promise<void> {
  const lease = createLease({ kube, namespace: systemNamespace, name: heartbeatName, identity, leaseSeconds: heartbeatSeconds });
  while (!signal.aborted) {
    await lease.acquire().catch(() => false);
    await pause((heartbeatSeconds * 1000) / 3, signal);
  }
  await lease.release().catch(() => undefined);
}

/** Whether a runner in the cluster is alive to take over and to tidy up. One that may not be asked about counts as absent. */
export async function isRunnerAlive(kube: Kube, now = new Date()): Promise<boolean> {
  const lease = await kube.get<Lease>({ resource: leases, namespace: systemNamespace, name: heartbeatName }).catch(() => undefined);
  const { holderIdentity = '', renewTime, leaseDurationSeconds = defaultLeaseSeconds } = lease?.spec ?? {};
  return holderIdentity !== '' && renewTime !== undefined && Date.parse(renewTime) + leaseDurationSeconds * 1000 > now.getTime();
}
