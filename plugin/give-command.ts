/** Writes a command on a Canary and sees that it is obeyed: by whoever drives, or, where nobody does, by this process. */
import { commandAt, heldBy, heldTemplate } from '../shared/api/annotations.ts';
import type { Canary } from '../shared/api/canary.ts';
import { sendCommand } from '../shared/engine/commands.ts';
import type { CommandVerb } from '../shared/engine/decide-command.ts';
import { drive } from '../shared/engine/drive.ts';
import type { DriveResult } from '../shared/engine/drive.ts';
import { Failure } from '../shared/errors.ts';
import type { Outcome } from '../shared/errors.ts';
import type { Kube } from '../shared/kube/kube.ts';
import type { Clock } from '../shared/time/clock.ts';
import { workloadFor } from '../shared/workloads/workload-for.ts';
import { chooseCanary } from './choose-canary.ts';
import { commandRefusal } from './command-refusal.ts';
import type { Flags, Invocation, Output } from './commands/command.ts';
import { deadlineOf } from './deadline.ts';
import { thisDriver } from './driver.ts';
import type { ThisDriver } from './driver.ts';
import { endingLines, outcomeOf } from './ending.ts';

/** Flags of every command that is written on a Canary. */
export const commandFlags = {
  timeout: { type: 'string', requiresArg: true, describe: 'give up waiting after this long, e.g. 5m' },
} satisfies Flags;

export interface Order {
  readonly verb: CommandVerb;
  /** Whether it has done its work when it was obeyed, or (where this process carries it out) when the rollout has ended. */
  readonly until: 'obeyed' | 'ended';
  /** The ends of the rollout that are a success of the command. */
  readonly success: readonly DriveResult['outcome'][];
  readonly force?: boolean;
  /** The next useful command once it was obeyed, without the name: `watch`. */
  readonly next: string;
}

/** @throws Failure where the command makes no sense now, or this user may not give it. */
export async function giveCommand({ args, output, signal, clock, connect }: GivenCommand, order: Order): Promise<Outcome | void> {
  const deadline = deadlineOf(clock, args.timeout);
  const kube = await connect();
  const canary = await chooseCanary(kube, args.name);
  const { name, namespace = kube.namespace } = canary.metadata;
  const held = await readHeldTemplate(kube, canary);
  const refusal = commandRefusal(order.verb, { canary, heldTemplate: held, force: order.force ?? false });
  if (refusal !== undefined) {
    throw refusal;
  }
  const driver = await thisDriver(kube);
  const { metadata: { annotations = {} } } = await sendCommand({ kube, namespace, name, verb: order.verb, user: driver.user, template: held, now: () => clock.now() });
  const seen = await seeObeyed({ kube, namespace, name, driver, clock, order, at: annotations[commandAt], tell: (line) => output.tell(line), signal: AbortSignal.any([signal, deadline]) });
  const isInterrupted = seen.result.outcome === 'stopped' && !seen.isEnough;
  if (isInterrupted) {
    output.tell(`${order.verb} of ${name}.${namespace} is written down, but not finished: who drives next goes on with it`);
    return deadline.aborted ? 'timedOut' : 'interrupted';
  }
  return report(output, { name, namespace }, order, seen);
}

/** What a command of this sort needs of its invocation. */
export type GivenCommand = Pick<Invocation, 'output' | 'signal' | 'clock' | 'connect'> & { readonly args: { readonly name?: string | undefined; readonly timeout?: string | undefined } };

function report(output: Output, canary: { name: string; namespace: string }, { verb, next, success }: Order, { result, obeyedBy, isEnough }: Seen): Outcome | undefined {
  const { name, namespace } = canary;
  if (isEnough) {
    output.print(`${name}.${namespace}: ${verb} is carried out by ${obeyedBy}`);
    output.print(`Next: kubectl canary ${next} ${name} -n ${namespace}`);
    return undefined;
  }
  if (result.outcome === 'nothingToDo' && obeyedBy !== undefined) {
    output.print(`${name}.${namespace}: ${result.because}`);
    return undefined;
  }
  if (result.outcome === 'nothingToDo') {
    throw new Failure('refused', `${verb} of ${name}.${namespace} came too late: ${result.because}`, { next: `see where it stands: kubectl canary status ${name} -n ${namespace}` });
  }
  endingLines(result, canary).forEach((line) => output.print(line));
  return success.includes(result.outcome) ? undefined : outcomeOf(result);
}

/** Hash of the template that waits in the target; undefined where none does. @throws Failure where there is no target. */
export async function readHeldTemplate(kube: Kube, { spec, metadata }: Canary): Promise<string | undefined> {
  const kind = workloadFor(spec.targetRef.kind);
  const target = kind === undefined ? undefined : await kube.get({ resource: kind.resource, namespace: metadata.namespace ?? kube.namespace, name: spec.targetRef.name });
  if (target === undefined) {
    throw new Failure('refused', `${spec.targetRef.kind.toLowerCase()}/${spec.targetRef.name}, the target of canary ${metadata.name}, does not exist`, { next: 'create it, or correct spec.targetRef' });
  }
  const { annotations = {} } = target.metadata;
  return annotations[heldBy] === undefined ? undefined : annotations[heldTemplate];
}

interface Seen {
  readonly result: DriveResult;
  /** Who obeyed; undefined where nobody has. */
  readonly obeyedBy: string | undefined;
  /** It was followed far enough, though the rollout goes on. */
  readonly isEnough: boolean;
}

interface SeeObeyed {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly driver: ThisDriver;
  readonly clock: Clock;
  readonly order: Order;
  /** When the command was given, which is what tells it from others. */
  readonly at: string | undefined;
  readonly signal: AbortSignal;
  tell(line: string): void;
}

/** Follows the Canary until the command was obeyed (by another driver, or where that is all) or the rollout has ended. Drives where nobody does. */
async function seeObeyed({ kube, namespace, name, driver, clock, order, at, tell, signal }: SeeObeyed): Promise<Seen> {
  const enough = new AbortController();
  let obeyedBy: string | undefined;
  let told = '';
  const result = await drive({
    kube, namespace, name, ...driver, clock, begin: false, idle: 'end', signal: AbortSignal.any([signal, enough.signal]),
    onChange({ canary: { status = {} } }, { because }) {
      if (status.command?.at === at) {
        obeyedBy ??= status.driver?.identity ?? status.command?.by;
      }
      if (obeyedBy !== undefined && (order.until === 'obeyed' || obeyedBy !== driver.identity)) {
        enough.abort();
      } else if (because !== told) {
        told = because;
        tell(because);
      }
    },
    onTrouble: (error) => tell(error.message),
  });
  return { result, obeyedBy, isEnough: enough.signal.aborted };
}
