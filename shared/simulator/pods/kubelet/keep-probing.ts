import type { Clock } from '../../../time/clock.ts';
import { pauseByClock } from '../clock-pause.ts';
import { probesOf } from './pod.ts';
import type { PodContainer, Probe, ProbeKind } from './pod.ts';
import { afterOutcome, firstResult } from './probe-result.ts';

export interface Probing {
  readonly container: PodContainer;
  readonly clock: Clock;
  /** Ends it, with the container. */
  readonly signal: AbortSignal;
  /** Asks once; why the container does not pass, or undefined. */
  ask(probe: Probe): Promise<string | undefined>;
  onFailure(kind: ProbeKind, why: string): void;
  /** Called where it has changed. A container that fails its startup or liveness probe has to be ended. */
  onResult(kind: ProbeKind, passes: boolean): void;
}

/** Probes a container that has just started, as long as it runs: until it has passed its startup probe by that one alone. */
export async function keepProbing(probing: Probing): Promise<void> {
  const startedAt = probing.clock.now().getTime();
  const { startup, readiness, liveness } = probesOf(probing.container);
  if (startup !== undefined && !(await probeUntil(probing, 'startup', startup, startedAt))) {
    return;
  }
  await Promise.all([
    readiness === undefined ? undefined : probeUntil(probing, 'readiness', readiness, startedAt),
    liveness === undefined ? undefined : probeUntil(probing, 'liveness', liveness, startedAt),
  ]);
}

/** Probes until the signal; the startup probe until it has passed, which is true then. */
async function probeUntil(probing: Probing, kind: ProbeKind, probe: Probe, startedAt: number): Promise<boolean> {
  const { clock, signal } = probing;
  const now = () => clock.now().getTime();
  let result = firstResult(kind);
  let dueAt = startedAt + (probe.initialDelaySeconds ?? 0) * 1000;
  for (;;) {
    await pauseByClock(clock, Math.max(0, dueAt - now()), signal);
    if (signal.aborted) {
      return false;
    }
    dueAt = now() + (probe.periodSeconds ?? 10) * 1000;
    const outcome = await outcomeOf(probing, kind, probe);
    if (outcome === undefined) {
      return false;
    }
    const before = result.passes;
    result = afterOutcome(probe, result, outcome);
    if (result.passes !== undefined && result.passes !== before) {
      probing.onResult(kind, result.passes);
    }
    if (kind === 'startup' && result.passes === true) {
      return true;
    }
  }
}

/** Undefined where the container has ended meanwhile. */
async function outcomeOf({ signal, ask, onFailure }: Probing, kind: ProbeKind, probe: Probe): Promise<boolean | undefined> {
  const why = await ask(probe);
  if (signal.aborted) {
    return undefined;
  }
  if (why !== undefined) {
    onFailure(kind, why);
  }
  return why === undefined;
}
