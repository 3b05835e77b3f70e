import * as names from '../api/annotations.ts';
import type { Canary } from '../api/canary.ts';
import type { KubeObject } from '../kube/kube.ts';
import { needsServices } from '../routing/services.ts';
import { needsTraffic } from '../routing/traffic.ts';
import { allToStable } from '../routing/weights.ts';
import { isOurs, madeFrom } from '../workloads/canary-workload.ts';
import { templateHash } from '../workloads/template-hash.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import type { CanaryWorkloadState, Observation, TargetState } from './observation.ts';
import type { Sources } from './sources.ts';

/** What has to be read for one look. */
type Sight = Pick<Sources, 'kind' | 'router' | 'route' | 'found' | 'target' | 'canaryWorkload' | 'service'>;

/** What is true now. `canary` may carry a status that is not written down yet. */
export function observe(sources: Sight, canary: Canary, { now, begins, finalizes }: { now: Date; begins: boolean; finalizes: boolean }): Observation {
  const { kind, router, route, found } = sources;
  const services = { apex: sources.service(route.apex), primary: sources.service(route.primary), canary: sources.service(route.canaryService) };
  const weights = router.weights(route, found);
  const target = sources.target === undefined ? undefined : targetState(kind, canary, sources.target);
  return {
    now, canary, kind, router, route, found, weights, services, begins, target,
    canaryWorkload: sources.canaryWorkload === undefined ? undefined : canaryWorkloadState(kind, canary, sources.canaryWorkload),
    needsSetUp: target !== undefined && (needsTraffic(router, route, weights ?? allToStable, found) || needsServices(route, target.object, kind, services) || (finalizes && !isFinalized(canary))),
  };
}

function isFinalized({ metadata: { finalizers = [] } }: Canary): boolean {
  return finalizers.includes(names.finalizer);
}

function targetState(kind: WorkloadKind, canary: Canary, object: KubeObject): TargetState {
  const annotations = object.metadata.annotations ?? {};
  const template = templateHash(kind.template(object));
  const held = annotations[names.heldBy] !== undefined;
  return {
    object, template, held,
    stable: held ? annotations[names.stableTemplate] ?? template : template,
    pausedByUser: annotations[names.pausedByUser] === 'true',
    paused: !held && kind.isPaused(object),
    letThrough: annotations[names.promote] === template,
    replicas: kind.replicas(object),
    available: kind.availableReplicas(object),
    rollout: kind.rollout(object, canary.spec.analysis.primaryReadyThreshold ?? 100),
  };
}

function canaryWorkloadState(kind: WorkloadKind, canary: Canary, object: KubeObject): CanaryWorkloadState {
  return {
    object,
    ours: isOurs(object, canary),
    template: madeFrom(object),
    replicas: kind.replicas(object),
    available: kind.availableReplicas(object),
    rollout: kind.rollout(object, canary.spec.analysis.canaryReadyThreshold ?? 100),
  };
}
