import type { Analysis, Canary } from '../../shared/api/canary.ts';
import { Failure } from '../../shared/errors.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { canaryCommand } from '../command-line.ts';
import { chooseAnalysis } from './choose-analysis.ts';
import { chooseMetrics } from './choose-metrics.ts';
import type { ChosenMetrics } from './choose-metrics.ts';
import { chooseProvider } from './choose-provider.ts';
import type { ChosenProvider } from './choose-provider.ts';
import { chooseService } from './choose-service.ts';
import type { ChosenService } from './choose-service.ts';
import type { Choice, Proposal } from './proposal.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './target.ts';

/** What a person has decided already. */
export interface Wishes {
  readonly provider?: string | undefined;
  readonly port?: number | undefined;
}

interface Choices {
  readonly service: Choice<ChosenService>;
  readonly provider: Choice<ChosenProvider>;
  readonly analysis: Choice<Analysis>;
  /** Undefined where nothing is measured. */
  readonly metrics: Choice<ChosenMetrics> | undefined;
  /** Name of the Service that clients call. */
  readonly apex: string;
}

const usualDeadlineSeconds = 600;

/** A sensible Canary for a workload, with a reason for each choice. Pure. @throws Failure where it has a Canary already. */
export function propose(target: Target, surroundings: Surroundings, wishes: Wishes = {}): Proposal {
  refuseSecond(target, surroundings);
  const choices = choose(target, surroundings, wishes);
  const { service, provider, analysis, metrics } = choices;
  const all = [provider, service, analysis, ...(metrics === undefined ? [] : [metrics])];
  return {
    canary: canaryOf(target, choices),
    reasons: new Map(reasonsOf(target, choices)),
    doubts: [...all.flatMap(({ doubts = [] }) => doubts), ...replicaDoubts(target)],
    next: all.flatMap(({ next = [] }) => next),
  };
}

function choose(target: Target, surroundings: Surroundings, wishes: Wishes): Choices {
  const { object, namespace } = target;
  const service = chooseService(target, surroundings, wishes);
  const serviceName = service.value.found?.metadata.name ?? object.metadata.name;
  const provider = chooseProvider({ surroundings, service: service.value.found, serviceName, namespace, wanted: wishes.provider });
  const apex = provider.value.apex ?? serviceName;
  return {
    service, provider, apex,
    analysis: chooseAnalysis({ target, provider: provider.value.provider, apex, service: service.value, surroundings }),
    metrics: provider.value.provider === 'traefik' ? chooseMetrics(surroundings) : undefined,
  };
}

/** In the order in which a person reads it. */
function canaryOf(target: Target, { service, provider, analysis, metrics, apex }: Choices): Canary {
  const { kind, object: { metadata: { name } }, namespace } = target;
  const { port, targetPort } = service.value;
  const metricsServer = metrics?.value.metricsServer;
  const progressDeadlineSeconds = deadlineOf(target);
  return {
    apiVersion: canaries.apiVersion,
    kind: canaries.kind,
    metadata: { name, namespace },
    spec: {
      provider: provider.value.provider,
      ...(metricsServer === undefined ? {} : { metricsServer }),
      targetRef: { apiVersion: kind.resource.apiVersion, kind: kind.kind as Canary['spec']['targetRef']['kind'], name },
      ...(progressDeadlineSeconds === undefined ? {} : { progressDeadlineSeconds }),
      service: { ...(apex === name ? {} : { name: apex }), port, ...(targetPort === undefined ? {} : { targetPort }) },
      analysis: { ...analysis.value, ...(metrics === undefined ? {} : { metrics: [...metrics.value.metrics] }) },
    },
  };
}

/** By path; of a field that is not there nothing is said. */
function reasonsOf(target: Target, { service, provider, analysis, metrics, apex }: Choices): [path: string, reason: string][] {
  return [
    ['spec.provider', provider.because],
    [metrics?.value.metricsServer === undefined ? 'spec.analysis.metrics' : 'spec.metricsServer', metrics?.because ?? ''],
    ['spec.progressDeadlineSeconds', 'as its own'],
    ['spec.service.name', `the Services and the routing object are called ${apex}, as it is the name that clients and routes know`],
    ['spec.service.port', service.because],
    ['spec.analysis.interval', analysis.because],
    ['spec.analysis.stepWeight', shareText(target, analysis.value)],
  ];
}

function refuseSecond({ kind, object }: Target, { canaries: known }: Surroundings): void {
  const { name } = object.metadata;
  const existing = typeof known === 'string' ? undefined : known.find(({ spec: { targetRef } }) => targetRef.kind === kind.kind && targetRef.name === name);
  if (existing !== undefined) {
    throw new Failure('refused', `canary ${existing.metadata.name} has ${kind.kind.toLowerCase()}/${name} as its target already`, { next: `see where it stands: ${canaryCommand('explain', existing)}` });
  }
}

/** The canary is as large as its share. */
function shareText({ kind, object }: Target, { stepWeight = 0, maxWeight = 100 }: Analysis): string {
  const podsAt = (weight: number) => Math.max(1, Math.ceil((kind.replicas(object) * weight) / 100));
  const [first, last] = [podsAt(stepWeight), podsAt(maxWeight)];
  const carriers = first === last ? `${first} ${last === 1 ? 'pod' : 'pods'}` : `${first} to ${last} pods`;
  return `carried by ${carriers} of the new version, beside ${kind.replicas(object)} of its own`;
}

/** Its pods are given as long as the target's own. */
function deadlineOf({ object }: Target): number | undefined {
  const seconds = (object as { spec?: { progressDeadlineSeconds?: number } }).spec?.progressDeadlineSeconds;
  return seconds === usualDeadlineSeconds ? undefined : seconds;
}

function replicaDoubts({ kind, object }: Target): string[] {
  const replicas = kind.replicas(object);
  if (replicas === 0) {
    return ['it has no replicas now: changes are held once its pods are available'];
  }
  return kind.availableReplicas(object) === 0 ? ['none of its pods is available: changes pass without analysis until some are'] : [];
}
