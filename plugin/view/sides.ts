/** The stable pods and those of the canary, as a person compares them. Pure: made from what was watched. */
import { containerImages } from '../../shared/workloads/container-images.ts';
import type { PodTemplate } from '../../shared/workloads/workload.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import { podTroubles } from '../explain/pod-troubles.ts';
import type { ContainerStatus, Pod } from '../explain/standing.ts';
import { splitImage } from '../history/image-change.ts';
import type { Images } from '../history/image-change.ts';

export interface Sides {
  readonly stable: Side;
  readonly canary: Side;
}

export interface Side {
  /** Undefined where it is not known. */
  readonly images: Images | undefined;
  readonly pods: readonly PodRow[];
  /** What keeps pods from serving, a sentence each. */
  readonly troubles: readonly string[];
}

export interface PodRow {
  readonly name: string;
  readonly health: 'ready' | 'starting' | 'ending' | 'troubled';
  /** One word, Kubernetes' own where it has one. */
  readonly state: string;
  readonly restarts: number;
  /** Where the pods of one side run different images. */
  readonly version: string | undefined;
}

/** A pod with its spec, which says what it runs. */
export interface WatchedPod extends Pod {
  readonly spec?: PodTemplate['spec'];
}

/** What the pods of both say, and what a container said last before it crashed, by the name of its pod. */
export interface WatchedPods {
  readonly stable: readonly WatchedPod[];
  readonly canary: readonly WatchedPod[];
  readonly lastWords: ReadonlyMap<string, string>;
}

/** Undefined where there is no target whose pods could be shown. */
export function sidesOf({ kind, target, canaryWorkload }: Pick<Observation, 'kind' | 'target' | 'canaryWorkload'>, { stable, canary, lastWords }: WatchedPods): Sides | undefined {
  if (target === undefined) {
    return undefined;
  }
  const asked = containerImages(kind.template(target.object));
  const tried = target.held || canaryWorkload === undefined || canaryWorkload.replicas === 0 ? undefined : containerImages(kind.template(canaryWorkload.object));
  return {
    stable: sideOf(target.held ? imagesOfPods(stable) : asked, stable, lastWords),
    canary: sideOf(target.held ? asked : tried, canary, lastWords),
  };
}

function sideOf(images: Images | undefined, pods: readonly WatchedPod[], lastWords: ReadonlyMap<string, string>): Side {
  const alive = pods.filter(({ status }) => status?.phase !== 'Succeeded');
  const versions = new Map(alive.map((pod) => [pod, versionOf(pod)]));
  const isMixed = new Set(versions.values()).size > 1;
  const rows = alive.map((pod) => rowOf(pod, isMixed ? versions.get(pod) : undefined));
  const words = alive.flatMap(({ metadata: { name } }) => (lastWords.has(name) ? [`pod ${name} said last: ${lastWords.get(name)}`] : []));
  return { images, pods: rows.sort(byHealth), troubles: [...podTroubles({ pods: alive, warnings: [] }).sentences, ...words] };
}

/** Of a pod that stays. */
function imagesOfPods(pods: readonly WatchedPod[]): Images | undefined {
  const pod = pods.find(({ metadata, spec }) => metadata.deletionTimestamp === undefined && spec !== undefined);
  return pod?.spec === undefined ? undefined : containerImages({ spec: pod.spec });
}

function versionOf({ spec }: WatchedPod): string | undefined {
  return spec === undefined ? undefined : spec.containers.map(({ image }) => splitImage(image).version).join(' ');
}

const severity: readonly PodRow['health'][] = ['troubled', 'starting', 'ready', 'ending'];

/** Where there is not room for all, those that need a look are to be seen. */
function byHealth(one: PodRow, other: PodRow): number {
  return severity.indexOf(one.health) - severity.indexOf(other.health) || one.name.localeCompare(other.name);
}

function rowOf(pod: WatchedPod, version: string | undefined): PodRow {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {};
  const restarts = containerStatuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  return { name: pod.metadata.name, restarts, version, ...stateOf(pod, [...initContainerStatuses, ...containerStatuses]) };
}

const usualWaits = ['ContainerCreating', 'PodInitializing'];

function stateOf({ metadata, status = {} }: WatchedPod, containers: readonly ContainerStatus[]): Pick<PodRow, 'health' | 'state'> {
  if (metadata.deletionTimestamp !== undefined) {
    return { health: 'ending', state: 'Terminating' };
  }
  const wait = containers.map(({ state }) => state?.waiting?.reason).find((reason) => reason !== undefined);
  if (wait !== undefined && !usualWaits.includes(wait)) {
    return { health: 'troubled', state: wait };
  }
  const ended = containers.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0)?.state?.terminated;
  if (ended !== undefined || status.phase === 'Failed') {
    return { health: 'troubled', state: ended?.reason ?? status.reason ?? 'Failed' };
  }
  const isReady = status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
  return isReady ? { health: 'ready', state: 'Ready' } : { health: 'starting', state: wait ?? (status.phase === 'Running' ? 'NotReady' : status.phase ?? 'Pending') };
}
