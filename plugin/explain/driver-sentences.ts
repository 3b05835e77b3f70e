import { openCommand } from '../../shared/engine/decide-command.ts';
import { canaryCommand } from '../command-line.ts';
import { formatMoment } from '../view/moment.ts';
import type { NextStep } from './explanation.ts';
import { timeOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** Whether somebody moves this rollout on, or will do so without being asked. */
export function isLeftAlone({ driver, runner }: Standing): boolean {
  return driver.state === 'gone' && runner !== 'alive';
}

/** Who drives a rollout that is under way, or that nobody does. */
export function driverSentence({ canary, now, driver, runner }: Standing): string {
  const { identity, host, since } = canary.status?.driver ?? {};
  if (driver.state === 'alive') {
    const isKnown = driver.identity === identity;
    const place = isKnown && host === 'cluster' ? ' in the cluster' : '';
    const begin = isKnown ? timeOf(since) : undefined;
    return `driven by ${driver.identity}${place}${begin === undefined ? '' : ` since ${formatMoment(begin, now)}`}`;
  }
  const last = identity === undefined ? 'nobody has driven it yet' : `it was last driven by ${identity}`;
  if (driver.state === 'unknown') {
    return `${last}; whether anybody drives it now cannot be found out, as its Lease may not be read`;
  }
  const heard = driver.lastHeardAt === undefined || identity === undefined ? '' : `, who was last heard of at ${formatMoment(driver.lastHeardAt, now)}`;
  return runner === 'alive' ? `the runner in the cluster takes over: ${last}${heard}` : `nobody drives it: ${runnerWords[runner]}, and ${last}${heard}`;
}

const runnerWords = { absent: 'no runner is alive in the cluster', unknown: 'whether a runner is alive in the cluster cannot be found out' } as const;

/** Who could begin the analysis of what is held. */
export function beginnerSentence(standing: Standing): string {
  const { driver, runner } = standing;
  if (driver.state === 'alive') {
    return `its analysis is about to begin: ${driverSentence(standing)}`;
  }
  return `nobody has begun its analysis: ${runner === 'alive' ? 'the runner in the cluster stands by, and begins none unless it was installed with --drive' : runnerWords[runner]}`;
}

/** What a person has asked for, and nobody has done yet. */
export function openCommandSentence({ canary, now }: Standing): string | undefined {
  const command = openCommand({ observation: { canary }, status: canary.status ?? {} });
  return command === undefined ? undefined : `${command.by} asked to ${command.verb} it at ${formatMoment(new Date(command.at), now)}, which whoever drives it next will do`;
}

/** To move on what nobody drives, or to see it happen. */
export function watchStep(standing: Standing): NextStep {
  return { to: isLeftAlone(standing) ? 'drive it on from here' : 'see it happen', command: canaryCommand('watch', standing.canary) };
}
