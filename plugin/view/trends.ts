/** What the checks of one rollout have measured since it is watched. Pure: each look makes a new one. */
import type { CanaryView, CheckView } from './canary-view.ts';

export interface Sample {
  readonly at: Date;
  /** Undefined where it could not be found out. */
  readonly value: number | undefined;
  readonly verdict: CheckView['verdict'];
}

export interface Trends {
  /** Of which rollout. */
  readonly startedAt: number | undefined;
  /** Oldest first, by the check's name. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
}

export const noTrends: Trends = { startedAt: undefined, samples: new Map() };

const mostSamples = 1000;

/** With what this view has measured anew; a new rollout begins with nothing. */
export function withSamples(before: Trends, { checks, startedAt }: Pick<CanaryView, 'checks' | 'startedAt'>): Trends {
  const known = before.startedAt === startedAt?.getTime() ? before.samples : new Map<string, readonly Sample[]>();
  const samples = checks.map(({ name, at, number: value, verdict }): [string, readonly Sample[]] => {
    const seen = known.get(name) ?? [];
    const isNew = at !== undefined && at.getTime() !== seen.at(-1)?.at.getTime();
    return [name, isNew ? [...seen, { at, value, verdict }].slice(-mostSamples) : seen];
  });
  return { startedAt: startedAt?.getTime(), samples: new Map(samples) };
}
