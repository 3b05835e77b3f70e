import type { ContainerStatus, Pod, PodReport, WarningEvent } from './standing.ts';

interface Trouble {
  /** Where it is the same for several pods it is told once. */
  readonly says: string;
  readonly pod: string;
  /** The container that has crashed: what it said last is worth reading. */
  readonly crashed?: string;
}

/** What keeps pods from serving, one sentence for each thing, and the commands that show more. */
export interface PodTroubles {
  readonly sentences: readonly string[];
  readonly next: readonly { readonly to: string; readonly words: string }[];
}

/**
 * What is wrong with these pods, in Kubernetes' own words. Where they are gone already, what was told about them is what is left: Events
 * live for an hour.
 */
export function podTroubles({ pods, warnings }: PodReport): PodTroubles {
  const troubles = pods.flatMap((pod) => troublesOf(pod, warnings));
  if (troubles.length === 0) {
    return { sentences: lastWarnings(warnings), next: [] };
  }
  const distinct = [...Map.groupBy(troubles, ({ says }) => says).values()];
  return {
    sentences: distinct.map(([{ says, pod } = { says: '', pod: '' }, ...others]) => `pod ${pod}${others.length === 0 ? '' : ` and ${others.length} more`}: ${says}`),
    next: troubles.filter(({ crashed }) => crashed !== undefined).slice(0, 1).map(({ pod, crashed }) => ({ to: 'read its last words', words: `logs ${pod} -c ${crashed} --previous` })),
  };
}

function troublesOf(pod: Pod, warnings: readonly WarningEvent[]): Trouble[] {
  const { metadata: { name }, status: { phase, reason, message, conditions = [], initContainerStatuses = [], containerStatuses = [] } = {} } = pod;
  if (pod.metadata.deletionTimestamp !== undefined) {
    return [];
  }
  const unscheduled = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unscheduled !== undefined) {
    return [{ pod: name, says: `no node takes it: ${unscheduled.message ?? unscheduled.reason ?? 'unschedulable'}` }];
  }
  if (phase === 'Failed') {
    return [{ pod: name, says: `it has failed: ${[reason, message].filter(Boolean).join(': ') || 'no reason is given'}` }];
  }
  const containers = [...initContainerStatuses.filter((container) => container.state?.terminated?.exitCode !== 0), ...containerStatuses];
  return containers.flatMap((container) => troubleOf(container, { name, warnings }));
}

/** What comes before a container's first run, between two of its runs, or while it runs and does not become ready. */
function troubleOf(container: ContainerStatus, { name: pod, warnings }: { name: string; warnings: readonly WarningEvent[] }): Trouble[] {
  const { name, ready = false, restartCount = 0, state = {}, lastState = {} } = container;
  const ended = state.terminated ?? lastState.terminated;
  if (ready || state.waiting?.reason === 'ContainerCreating' || state.waiting?.reason === 'PodInitializing') {
    return [];
  }
  if (ended !== undefined && (ended.exitCode !== 0 || restartCount > 0)) {
    const why = ended.reason === undefined || ended.reason === 'Error' ? '' : ` (${ended.reason})`;
    const waits = state.waiting?.reason === undefined ? '' : `, and waits: ${state.waiting.reason}`;
    return [{ pod, crashed: name, says: `container ${name} ended with exit code ${ended.exitCode}${why}, restarted ${times(restartCount)}${waits}` }];
  }
  if (state.waiting?.reason !== undefined) {
    return [{ pod, says: `container ${name} waits: ${state.waiting.reason}${state.waiting.message === undefined ? '' : `: ${state.waiting.message}`}` }];
  }
  const unhealthy = warnings.findLast((event) => event.name === pod && event.reason === 'Unhealthy');
  return state.running === undefined ? [] : [{ pod, says: `container ${name} runs, but is not ready${unhealthy === undefined ? '' : `: ${unhealthy.message.trim()}`}` }];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

const mostWarnings = 3;

/** Of each reason the one that says most: the kubelet tells why once, and then again and again only that it is so. */
function lastWarnings(warnings: readonly WarningEvent[]): string[] {
  const telling = new Map<string, WarningEvent>();
  for (const event of warnings) {
    telling.set(event.reason, event.message.length >= (telling.get(event.reason)?.message.length ?? 0) ? event : telling.get(event.reason)!);
  }
  return [...telling.values()].slice(-mostWarnings).map(({ kind, name, reason, message }) => `${kind.toLowerCase()} ${name}: ${reason}: ${message.trim()}`);
}
