import type { Clock } from '../../shared/time/clock.ts';
import { titleOf } from '../explain/standing.ts';
import type { CanaryCheck, CanaryContext, Check, ClusterCheck, ClusterContext } from './check.ts';
import * as checks from './checks/index.ts';
import { warning } from './finding.ts';
import type { Finding, Sight } from './finding.ts';
import { troubleSight } from './trouble.ts';

/** Of one check; more than any of its single requests may take. */
const timeLimitSeconds = 5;

/** Every check there is, by code. */
export const allChecks: readonly Check[] = Object.values(checks satisfies Record<string, Check>).sort((a, b) => a.code.localeCompare(b.code));

/** What the checks about the cluster find, all at once, in the order of their codes. */
export async function examineCluster(context: ClusterContext, clock: Clock): Promise<Finding[]> {
  const chosen = allChecks.filter((check): check is ClusterCheck => check.about === 'cluster');
  return await sideBySide(chosen.map((check) => ({ check, about: 'cluster', look: () => check.look(context) })), clock);
}

/** What the checks about one Canary find. `isBrief`: without those that ask others than the API server. */
export async function examineCanary(context: CanaryContext, { isBrief, clock }: { isBrief: boolean; clock: Clock }): Promise<Finding[]> {
  const chosen = allChecks.filter((check): check is CanaryCheck => check.about === 'canary' && !(isBrief && check.asksOthers === true));
  const about = titleOf(context.canary);
  return await sideBySide(chosen.map((check) => ({ check, about, look: () => check.look(context) })), clock);
}

interface Errand {
  readonly check: Check;
  readonly about: string;
  look(): Promise<readonly Sight[]>;
}

async function sideBySide(errands: readonly Errand[], clock: Clock): Promise<Finding[]> {
  const seen = await Promise.all(errands.map(async ({ check: { code }, about, look }) => (await inTime(look, clock)).map((sight) => ({ code, about, ...sight }))));
  return seen.flat();
}

async function inTime(look: Errand['look'], clock: Clock): Promise<readonly Sight[]> {
  const { promise: late, resolve } = Promise.withResolvers<readonly Sight[]>();
  const tooLate = warning(`could not be checked: no answer within ${timeLimitSeconds}s`, 'check the network between here and the API server, and try again');
  const callOff = clock.after(timeLimitSeconds * 1000, () => resolve([tooLate]), { unref: true });
  try {
    return await Promise.race([look().catch((thrown: unknown) => [troubleSight(thrown)]), late]);
  } finally {
    callOff();
  }
}
