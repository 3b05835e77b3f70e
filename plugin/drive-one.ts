/** Drives the rollout of one canary to its end, shows it, and hands it over where this process is stopped before. */
import { drive } from '../shared/engine/drive.ts';
import type { DriveOptions } from '../shared/engine/drive.ts';
import { Failure } from '../shared/errors.ts';
import type { Outcome } from '../shared/errors.ts';
import type { Kube } from '../shared/kube/kube.ts';
import type { Clock } from '../shared/time/clock.ts';
import { chooseCanary } from './choose-canary.ts';
import type { Flags, Output } from './commands/command.ts';
import { deadlineOf } from './deadline.ts';
import { openDisplay } from './display.ts';
import { thisDriver } from './driver.ts';
import { endingLines, outcomeOf } from './ending.ts';
import { handOver } from './hand-over.ts';
import type { HandOver } from './hand-over.ts';
import { ordersOf } from './watch/controls.ts';
import type { Controls } from './watch/controls.ts';
import type { Until } from './watch/until.ts';

/** Flags of every command that drives one canary. */
export const drivingFlags = {
  timeout: { type: 'string', requiresArg: true, describe: 'stop driving after this long, e.g. 30m; where nobody else goes on, traffic returns to the stable pods' },
  'lease-seconds': { type: 'number', requiresArg: true, describe: 'another driver takes over when this one was not heard of for so long' },
} satisfies Flags;

export interface DriveOne extends Pick<DriveOptions, 'begin' | 'idle' | 'leaseSeconds' | 'signal'> {
  readonly kube: Kube;
  /** As typed. */
  readonly name: string | undefined;
  /** As typed. */
  readonly timeout: string | undefined;
  readonly output: Output;
  readonly clock: Clock;
  /** One line per change in place of a drawing. */
  readonly plain: boolean;
  /** Asks a person what becomes of the traffic; undefined where there is none to ask. */
  readonly ask: HandOver['ask'];
  /** Gives the keys of a person to the drawing; absent where there is none. */
  readonly followKeys?: Controls['followKeys'] | undefined;
  /** The connection's where absent. */
  readonly namespace?: string;
  /** Where to stop before the rollout has ended. */
  readonly until?: Until | undefined;
}

/** Why driving has stopped before the end of the rollout: the person said so, it came as far as was wanted, or the time was over. */
const stopReasons = ['person', 'enough', 'deadline'] as const;
type StopReason = (typeof stopReasons)[number];

/** @throws Failure where it cannot be driven, or (timedOut) the rollout did not end in time. */
export async function driveOne({ kube, name: typed, timeout, output, clock, plain, ask, followKeys, until, signal, namespace = kube.namespace, ...how }: DriveOne): Promise<Outcome | undefined> {
  const [quit, enough] = [new AbortController(), new AbortController()];
  const stops: Record<StopReason, AbortSignal> = { person: AbortSignal.any([signal, quit.signal]), enough: enough.signal, deadline: deadlineOf(clock, timeout) };
  const name = typed === undefined || typed === '' ? (await chooseCanary(kube, typed)).metadata.name : typed;
  const driver = await thisDriver(kube);
  const controls: Controls | undefined = followKeys === undefined ? undefined : { followKeys, order: ordersOf({ kube, user: driver.user, clock }), quit: () => quit.abort() };
  const display = openDisplay({ kube, output, clock, plain, controls, awaits: how.idle !== 'end' });
  const driven = await drive({
    kube, namespace, name, ...driver, ...how, clock, signal: AbortSignal.any(Object.values(stops)),
    onChange(observation, decision) {
      display.show(observation, decision);
      if (display.view !== undefined && until?.isReached(display.view) === true) {
        enough.abort();
      }
    },
    onTrouble: (error) => display.trouble(error.message),
  }).finally(() => display.close()).catch(async (error: unknown) => {
    if (error instanceof Failure && error.outcome === 'notFound') {
      await chooseCanary(kube, name); // says which names there are
    }
    throw error;
  });
  const reason = driven.outcome === 'stopped' ? stopReasons.find((each) => stops[each].aborted) : undefined;
  const asks: Record<StopReason, HandOver['ask']> = { person: ask, enough: leaveIt, deadline: undefined };
  const result = reason === undefined ? driven : await handOver({ kube, namespace, name, driver, output, clock, view: display.view, ask: asks[reason] });
  endingLines(result, { name, namespace }).forEach((line) => output.print(line));
  if (reason === 'deadline') {
    throw new Failure('timedOut', `${name}.${namespace} was not promoted within ${timeout}`, { next: `see where it stands: kubectl canary status ${name} -n ${namespace}` });
  }
  return reason === 'enough' ? undefined : outcomeOf(result);
}

/** Who said how far to go wants it to stay there. */
async function leaveIt(): Promise<string> {
  return 'l';
}
