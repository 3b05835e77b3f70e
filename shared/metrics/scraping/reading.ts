/** Counters of some pods at one moment: pod -> name of the counter -> value. A pod that was restarted is another pod: it counts anew. */
export type Reading = Readonly<Record<string, Counts>>;
export type Counts = Readonly<Record<string, number>>;

/**
 * How much was counted between two readings, over all pods of the second. What the first does not know counts from zero, and so does a
 * pod whose counters have fallen, as it must have begun again. Pods that are gone took their last counts with them.
 */
export function increase(before: Reading, after: Reading): Counts {
  const sums: Record<string, number> = {};
  for (const [pod, counts] of Object.entries(after)) {
    const base = baseOf(before[pod], counts);
    for (const [name, value] of Object.entries(counts)) {
      sums[name] = (sums[name] ?? 0) + value - (base[name] ?? 0);
    }
  }
  return sums;
}

function baseOf(before: Counts | undefined, after: Counts): Counts {
  const hasFallen = Object.entries(before ?? {}).some(([name, value]) => value > (after[name] ?? 0));
  return before === undefined || hasFallen ? {} : before;
}

/** A reading as it is kept in the Canary's status. */
export function renderMemo(reading: Reading): string {
  return JSON.stringify(reading);
}

/** The reading that was kept; undefined where there is none that can be understood. */
export function parseMemo(memo: string | undefined): Reading | undefined {
  try {
    const reading: unknown = JSON.parse(memo ?? 'null');
    return isReading(reading) ? reading : undefined;
  } catch {
    return undefined;
  }
}

function isReading(value: unknown): value is Reading {
  return isRecord(value) && Object.values(value).every((counts) => isRecord(counts) && Object.values(counts).every((count) => typeof count === 'number'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
