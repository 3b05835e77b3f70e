import type { Canary, RolloutEntry } from '../../shared/api/canary.ts';
import type { Images } from './image-change.ts';

/** One rollout of a Canary, with what it took the place of. */
export interface PastRollout {
  readonly startedAt: string;
  /** Absent while it is under way. */
  readonly endedAt?: string | undefined;
  /** Seconds from its begin to its end, or to now. */
  readonly seconds: number;
  readonly result: NonNullable<RolloutEntry['result']> | 'underWay';
  readonly because?: string | undefined;
  /** The images that served before; absent where Kubernetes has forgotten that template, and no rollout brought it. */
  readonly from?: Images | undefined;
  readonly to?: Images | undefined;
  readonly template: string;
  readonly startedBy?: string | undefined;
  readonly drivenBy?: string | undefined;
  /** Who ended its analysis by a command, and by which; absent where the checks did. */
  readonly command?: { readonly verb: string; readonly by: string } | undefined;
}

/** The rollouts that the status remembers, oldest first. `images`: those of templates that Kubernetes still has, by their hash. Pure. */
export function pastRollouts({ status }: Canary, { images, now }: { images: ReadonlyMap<string, Images>; now: Date }): PastRollout[] {
  const log = status?.rollouts ?? [];
  const known = new Map([...images, ...log.flatMap((entry): [string, Images][] => (entry.images === undefined ? [] : [[entry.template, entry.images]]))]);
  return log.map(({ startedAt, endedAt, result = 'underWay' as const, because, template, stable = '', startedBy, drivenBy, command }) => ({
    startedAt,
    endedAt,
    seconds: Math.max(0, Math.round((Date.parse(endedAt ?? now.toISOString()) - Date.parse(startedAt)) / 1000)),
    result,
    because,
    from: known.get(stable),
    to: known.get(template),
    template,
    startedBy,
    drivenBy,
    command: command === undefined ? undefined : { verb: command.verb, by: command.by },
  }));
}
