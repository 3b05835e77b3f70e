import { canaryLabel } from '../../shared/api/annotations.ts';
import { systemNamespace } from '../../shared/api/group.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { decide } from '../../shared/engine/decide.ts';
import { leaseName } from '../../shared/engine/lease.ts';
import type { Lease } from '../../shared/engine/lease.ts';
import { observe } from '../../shared/engine/observe.ts';
import { Failure } from '../../shared/errors.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { events, leases, pods, services } from '../../shared/kube/resources.ts';
import { routeOf } from '../../shared/routing/route-of.ts';
import { routerOf } from '../../shared/routing/router-for.ts';
import { readTraffic } from '../../shared/routing/traffic.ts';
import { gatherFacts } from '../../shared/validation/gather-facts.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { validateCanary } from '../../shared/validation/validate-canary.ts';
import { canaryWorkloadName } from '../../shared/workloads/canary-workload.ts';
import { workloadFor, workloadKinds } from '../../shared/workloads/workload-for.ts';
import type { DriverState, Outlook, Pod, Standing, WarningEvent } from './standing.ts';

/**
 * Reads all that explains where a Canary stands, at once. What this user may not read is left out.
 * @throws Unreachable; ApiError where the API server fails.
 */
export async function readStanding(kube: Kube, canary: Canary, now: Date): Promise<Standing> {
  const { looked, misfit } = await look(kube, canary, now);
  const isNew = (canary.status?.phase ?? '') === '' || canary.status?.phase === 'Initializing';
  const [driver, runner, canaryPods, targetPods, warnings, problems] = await Promise.all([
    readDriver(kube, canary, now),
    readRunner(kube, now),
    readPods(kube, canary, { [canaryLabel]: canary.metadata.name }),
    looked?.observation.target === undefined ? [] : readPods(kube, canary, looked.observation.kind.selector(looked.observation.target.object)),
    readWarnings(kube, canary),
    isNew && misfit === undefined ? readProblems(kube, canary) : [],
  ]);
  const { name } = canary.spec.targetRef;
  return {
    now, canary, outlook: looked, misfit, driver, runner, problems,
    canaryPods: { pods: canaryPods, warnings: warnings.filter(isAbout(canaryWorkloadName(name))) },
    targetPods: { pods: targetPods, warnings: warnings.filter(isAbout(name)) },
  };
}

/** What a driver that began analyses itself would see, and do. */
async function look(kube: Kube, canary: Canary, now: Date): Promise<{ looked?: Outlook; misfit: Failure | undefined }> {
  try {
    const looked = await permitted(readOutlook(kube, canary, now));
    return { ...(looked === undefined ? {} : { looked }), misfit: undefined };
  } catch (error) {
    if (error instanceof Failure) {
      return { misfit: error };
    }
    throw error;
  }
}

async function readOutlook(kube: Kube, canary: Canary, now: Date): Promise<Outlook> {
  const { targetRef } = canary.spec;
  const namespace = namespaceOf(canary);
  const kind = workloadFor(targetRef.kind);
  if (kind === undefined) {
    throw new Failure('refused', `spec.targetRef.kind is ${targetRef.kind}`, { next: `it can be ${workloadKinds.join(', ')}` });
  }
  const router = routerOf(canary);
  const route = routeOf(canary);
  const [target, canaryWorkload, found, apex, ours] = await Promise.all([
    kube.get({ resource: kind.resource, namespace, name: targetRef.name }),
    kube.get({ resource: kind.resource, namespace, name: canaryWorkloadName(targetRef.name) }),
    permitted(readTraffic(kube, router, route)),
    permitted(kube.get({ resource: services, namespace, name: route.apex }).then((service) => ({ service }))),
    permitted(kube.list({ resource: services, namespace, labelSelector: `${canaryLabel}=${canary.metadata.name}` })),
  ]);
  const service = (name: string) => ours?.items.find(({ metadata }) => metadata.name === name) ?? (name === route.apex ? apex?.service : undefined);
  const observation = observe({ kind, router, route, found: found ?? {}, target, canaryWorkload, service }, canary, { now, begins: true, finalizes: false });
  const isWhole = found !== undefined && ours !== undefined && apex !== undefined;
  return { observation, decision: isWhole ? decide(observation) : undefined };
}

async function readDriver(kube: Kube, canary: Canary, now: Date): Promise<DriverState> {
  return await readLease(kube, { namespace: namespaceOf(canary), name: leaseName(canary.metadata.name) }, now);
}

async function readRunner(kube: Kube, now: Date): Promise<Standing['runner']> {
  const { state } = await readLease(kube, { namespace: systemNamespace, name: 'runner' }, now);
  return state === 'gone' ? 'absent' : state;
}

async function readLease(kube: Kube, { namespace, name }: { namespace: string; name: string }, now: Date): Promise<DriverState> {
  const lease = await permitted(kube.get<Lease>({ resource: leases, namespace, name }).then((found) => ({ found })));
  if (lease === undefined) {
    return { state: 'unknown' };
  }
  const { holderIdentity = '', renewTime, leaseDurationSeconds = 0 } = lease.found?.spec ?? {};
  const lastHeardAt = renewTime === undefined ? undefined : new Date(renewTime);
  const isAlive = holderIdentity !== '' && lastHeardAt !== undefined && lastHeardAt.getTime() + leaseDurationSeconds * 1000 > now.getTime();
  return isAlive ? { state: 'alive', identity: holderIdentity } : { state: 'gone', lastHeardAt };
}

async function readPods(kube: Kube, canary: Canary, labels: Record<string, string>): Promise<Pod[]> {
  const labelSelector = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
  const list = await permitted(kube.list<Pod>({ resource: pods, namespace: namespaceOf(canary), labelSelector }));
  return list?.items ?? [];
}

interface Event extends KubeObject {
  involvedObject?: { kind?: string; name?: string };
  reason?: string;
  message?: string;
  firstTimestamp?: string;
  lastTimestamp?: string;
  eventTime?: string;
}

/** Of this namespace's pods and of what makes them since the rollout began, oldest first. */
async function readWarnings(kube: Kube, canary: Canary): Promise<WarningEvent[]> {
  const list = await permitted(kube.list<Event>({ resource: events, namespace: namespaceOf(canary), fieldSelector: 'type=Warning' }));
  const since = new Date(canary.status?.startedAt ?? 0);
  return (list?.items ?? []).map(warningOf).filter(({ at }) => at >= since).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Kubernetes makes the names of ReplicaSets and pods with these letters, which spell no word: `podinfo-5d4f` is not of `podinfo-canary`. */
function isAbout(workload: string): (event: WarningEvent) => boolean {
  const letters = '[bcdfghjklmnpqrstvwxz2456789]+';
  const name = new RegExp(`^${workload.replaceAll('.', '\\.')}-${letters}(-${letters})?$`);
  return ({ kind, name: about }) => (kind === 'Pod' || kind === 'ReplicaSet') && name.test(about);
}

function warningOf({ involvedObject: { kind = '', name = '' } = {}, reason = '', message = '', firstTimestamp, lastTimestamp, eventTime }: Event): WarningEvent {
  return { kind, name, reason, message, at: new Date(lastTimestamp ?? eventTime ?? firstTimestamp ?? 0) };
}

/** Warnings are about what may become right later: of these a missing API keeps a Canary from being set up. */
async function readProblems(kube: Kube, canary: Canary): Promise<Problem[]> {
  const facts = await permitted(gatherFacts(kube, canary));
  return facts === undefined ? [] : validateCanary(canary, facts).filter(({ severity, path }) => severity === 'denied' || path === 'spec.provider');
}

/** Undefined where this user may not read it. */
async function permitted<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError && (error.code === 401 || error.code === 403)) {
      return undefined;
    }
    throw error;
  }
}
