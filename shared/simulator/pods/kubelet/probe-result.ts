import type { Probe, ProbeKind } from './pod.ts';

/** What a probe has shown so far. */
export interface ProbeResult {
  /** What counts: it changes only after as many equal outcomes in a row as the probe's thresholds ask for. */
  readonly passes: boolean | undefined;
  readonly row: { readonly passes: boolean; readonly length: number };
}

/** Before the first outcome a container is taken to be alive, but neither started nor ready. */
export function firstResult(kind: ProbeKind): ProbeResult {
  return { passes: kind === 'liveness' ? true : undefined, row: { passes: false, length: 0 } };
}

/** What the probe shows with one more outcome. */
export function afterOutcome({ failureThreshold = 3, successThreshold = 1 }: Probe, { passes, row }: ProbeResult, outcome: boolean): ProbeResult {
  const length = row.passes === outcome ? row.length + 1 : 1;
  return { passes: length >= (outcome ? successThreshold : failureThreshold) ? outcome : passes, row: { passes: outcome, length } };
}
