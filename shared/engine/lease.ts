import { realTime } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { canaryLabel } from '../api/annotations.ts';
import { ApiError, isStatus } from '../kube/kube.ts';
import type { Kube, KubeObject, ObjectReference, OwnerReference } from '../kube/kube.ts';
import { leases } from '../kube/resources.ts';

/** Seconds without renewal after which another driver may take over. */
export const defaultLeaseSeconds = 15;

/** Shares of its duration after which a lease is renewed, and a failed renewal tried again. */
const renewAfter = 2 / 3;
const retryAfter = 1 / 15;

export interface Lease extends KubeObject {
  spec: { holderIdentity?: string; leaseDurationSeconds?: number; acquireTime?: string; renewTime?: string; leaseTransitions?: number };
}

export interface LeaseOptions {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly identity: string;
  readonly leaseSeconds?: number | undefined;
  readonly owner?: OwnerReference | undefined;
  readonly clock?: Clock;
}

/** The right to act, held by one driver at a time (coordination.k8s.io/v1 Lease). Renewed in the background while held. */
export interface DriverLease {
  /** Takes it if it is free or run out; true while it is ours. */
  acquire(): Promise<boolean>;
  /** Ours, and surely not run out: asked before every write. */
  isHeld(): boolean;
  /** Who holds it instead, and when it can be tried again; undefined while it is ours or was never asked for. */
  readonly other: { readonly identity: string; readonly until: Date } | undefined;
  /** Gives it back at once. */
  release(): Promise<void>;
}

/** The name of a Canary's Lease. */
export function leaseName(canary: string): string {
  return `kubectl-canary-${canary}`;
}

/** A lease that is not asked for yet. */
export function createLease({ kube, namespace, name, identity, leaseSeconds = defaultLeaseSeconds, owner, clock = realTime }: LeaseOptions): DriverLease {
  const now = () => clock.now();
  const reference: ObjectReference = { resource: leases, namespace, name };
  let held: Lease | undefined;
  let heldUntil = 0;
  let other: { identity: string; until: Date } | undefined;
  let firstSeen: { version: string | undefined; at: number } | undefined;
  let callOff: (() => void) | undefined;
  let renewal: Promise<void> | undefined;

  const take = async (found: Lease | undefined): Promise<boolean> => {
    const at = now();
    const taken = leaseFor({ namespace, name, identity, leaseSeconds, owner, at, found });
    held = found === undefined ? await kube.create(leases, taken) : await kube.replace(leases, taken);
    heldUntil = at.getTime() + leaseSeconds * 1000;
    other = undefined;
    schedule();
    return true;
  };
  const schedule = (share = renewAfter) => {
    callOff?.();
    callOff = clock.after(leaseSeconds * 1000 * share, () => (renewal = renew()), { unref: true });
  };
  const renew = async () => {
    const mine = held;
    if (mine === undefined) {
      return;
    }
    try {
      await take(mine);
    } catch (error) {
      if (error instanceof ApiError && [403, 404, 409].includes(error.code)) {
        held = undefined;
      } else {
        schedule(retryAfter);
      }
    }
  };
  const freeAt = (lease: Lease): number => {
    const at = now().getTime();
    const seen = firstSeen?.version === lease.metadata.resourceVersion && firstSeen !== undefined ? firstSeen : { version: lease.metadata.resourceVersion, at };
    firstSeen = seen;
    return freeTime(lease, seen.at);
  };

  return {
    get other() {
      return other;
    },
    isHeld: () => held !== undefined && now().getTime() < heldUntil,
    async acquire() {
      if (held !== undefined && now().getTime() < heldUntil) {
        return true;
      }
      const found = await kube.get<Lease>(reference);
      const free = found === undefined || found.spec.holderIdentity === undefined || found.spec.holderIdentity === '' || found.spec.holderIdentity === identity ? 0 : freeAt(found);
      if (found !== undefined && free > now().getTime()) {
        other = { identity: found.spec.holderIdentity ?? '', until: new Date(free) };
        return false;
      }
      try {
        return await take(found);
      } catch (error) {
        if (isStatus(error, 409)) {
          other = { identity: 'another driver', until: new Date(now().getTime() + 1000) };
          return false;
        }
        throw error;
      }
    },
    async release() {
      callOff?.();
      await renewal; // or it would come after us, and keep what we give back
      callOff?.();
      const mine = held;
      held = undefined;
      if (mine !== undefined) {
        await kube.replace<Lease>(leases, { ...mine, spec: { ...mine.spec, holderIdentity: '' } }).catch(ignoreLost);
      }
    },
  };
}

function leaseFor({ namespace, name, identity, leaseSeconds, owner, at, found }: { namespace: string; name: string; identity: string; leaseSeconds: number; owner: OwnerReference | undefined; at: Date; found: Lease | undefined }): Lease {
  const renewTime = `${at.toISOString().slice(0, -1)}000Z`;
  const isMine = found?.spec.holderIdentity === identity;
  return {
    apiVersion: leases.apiVersion,
    kind: leases.kind,
    metadata: found?.metadata ?? { name, namespace, labels: { [canaryLabel]: owner?.name ?? name }, ...(owner === undefined ? {} : { ownerReferences: [owner] }) },
    spec: {
      holderIdentity: identity,
      leaseDurationSeconds: Math.max(1, Math.ceil(leaseSeconds)),
      acquireTime: isMine ? found.spec.acquireTime ?? renewTime : renewTime,
      renewTime,
      leaseTransitions: (found?.spec.leaseTransitions ?? 0) + (isMine ? 0 : 1),
    },
  };
}

/**
 * When a lease of somebody else can be taken. Clocks of two machines differ, so a lease counts as run out when we saw it unchanged for its
 * whole duration, or when even a clock that is wrong by another duration would say so.
 */
function freeTime({ spec }: Lease, firstSeenAt: number): number {
  const durationMs = (spec.leaseDurationSeconds ?? defaultLeaseSeconds) * 1000;
  const renewed = Date.parse(spec.renewTime ?? '1970-01-01T00:00:00Z');
  return Math.min(firstSeenAt + durationMs, renewed + 2 * durationMs);
}

function ignoreLost(error: unknown): void {
  if (!(error instanceof ApiError)) {
    throw error;
  }
}
