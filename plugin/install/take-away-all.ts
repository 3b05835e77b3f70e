import type { Canary } from '../../shared/api/canary.ts';
import { takeAway } from '../../shared/engine/take-away.ts';
import { describeFailure } from '../../shared/errors.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries as canaryResource } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { deadlineOf } from '../deadline.ts';
import type { ThisDriver } from '../driver.ts';

export interface Removal {
  readonly kube: Kube;
  readonly driver: ThisDriver;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** For one Canary, e.g. `5m`. */
  readonly timeout: string;
  /** Each new sentence about how far it is. */
  tell(line: string): void;
}

/** A Canary that is still there, and why. */
export interface Stuck {
  readonly canary: Canary;
  readonly why: string;
}

const atATime = 8;

/** Takes Canaries away with everything put back, several at a time. One that cannot be put back does not keep the others. */
export async function takeAwayAll(removal: Removal, canaries: readonly Canary[], onGone: (canary: Canary) => Promise<void>): Promise<Stuck[]> {
  const waiting = [...canaries];
  const stuck: Stuck[] = [];
  const work = async () => {
    for (let canary = waiting.shift(); canary !== undefined && !removal.signal.aborted; canary = waiting.shift()) {
      const why = await takeOneAway(removal, canary);
      await (why === undefined ? onGone(canary) : stuck.push({ canary, why }));
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return stuck;
}

/** Gives why it is still there; undefined where it is gone. */
async function takeOneAway({ kube, driver: { identity, user }, signal, clock, timeout, tell }: Removal, canary: Canary): Promise<string | undefined> {
  const { name, namespace = 'default' } = canary.metadata;
  const title = `${name}.${namespace}`;
  let last = 'nothing has happened';
  const log = (line: string) => {
    if (line !== last) {
      last = line;
      tell(line.includes(title) ? line : `${title}: ${line}`);
    }
  };
  try {
    await takeAway({ kube, namespace, name, identity, user, clock, log, signal: AbortSignal.any([signal, deadlineOf(clock, timeout)]) });
    const isLeft = (await kube.get(referenceOf(canaryResource, canary))) !== undefined;
    return isLeft ? `not done in time: ${last}` : undefined;
  } catch (error) {
    return describeFailure(error);
  }
}
