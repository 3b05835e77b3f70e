/** Writes a command on a Canary and sees that it is obeyed: by whoever drives, or, where nobody does, by this process. */
import { heldBy, heldTemplate } from '../shared/api/annotations.ts';
import type { Canary } from '../shared/api/canary.ts';
import { sendCommand } from '../shared/engine/commands.ts';
import type { CommandVerb } from '../shared/engine/decide-command.ts';
import { drive } from '../shared/engine/drive.ts';
import type { DriveResult } from '../shared/engine/drive.ts';
import { Failure } from '../shared/errors.ts';
import type { Outcome } from '../shared/errors.ts';
import type { Kube } from '../shared/kube/kube.ts';
import { workloadFor } from '../shared/workloads/workload-for.ts';
import { chooseCanary } from './choose-canary.ts';
import { commandRefusal } from './command-refusal.ts';
import type { Flags, Invocation } from './commands/command.ts';
import { milliseconds } from './connection.ts';
import { thisDriver } from './driver.ts';
import type { ThisDriver } from './driver.ts';

/** Flags of every command that is written on a Canary. */
export const commandFlags = {
  timeout: { type: 'string', requiresArg: true, describe: 'give up waiting after this long, e.g. 5m' },
} satisfies Flags;

export const namePositional = { name: { type: 'string', describe: 'name of the Canary' } } satisfies Flags;

/** What the command must come to where this process carries it out: the end of the rollout, or just that it was obeyed. */
type Until = 'ended' | 'obeyed';

export interface Order {
  readonly verb: CommandVerb;
  readonly until: Until;
  readonly force?: boolean;
  /** What happened, and the next useful command; for when it was obeyed and the rollout goes on. */
  obeyed(canary: { name: string; namespace: string; by: string }): readonly string[];
  /** The same for when the rollout ended so. Undefined where that is no success of the command. */
  ended(result: DriveResult, canary: { name: string; namespace: string }): { lines: readonly string[]; outcome?: Outcome };
}

/** @throws Failure where the command makes no sense now, or this user may not give it. */
export async function giveCommand({ args, output, signal, connect }: Pick<Invocation, 'output' | 'signal' | 'connect'> & { args: { name?: string | undefined; timeout?: string | undefined } }, order: Order): Promise<Outcome | void> {
  const timeoutMs = args.timeout === undefined ? undefined : milliseconds('--timeout', args.timeout);
  const kube = await connect();
  const canary = await chooseCanary(kube, args.name);
  const held = await readHeldTemplate(kube, canary);
  const refusal = commandRefusal(order.verb, { canary, heldTemplate: held, force: order.force ?? false });
  if (refusal !== undefined) {
    throw refusal;
  }
  const driver = await thisDriver(kube);
  const { name, namespace = kube.namespace } = canary.metadata;
  const sent = await sendCommand({ kube, namespace, name, verb: order.verb, user: driver.user, template: held });
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const { result, obeyedBy } = await seeObeyed({ kube, sent, driver, until: order.until, tell: (line) => output.tell(line), signal: timeout === undefined ? signal : AbortSignal.any([signal, timeout]) });
  if (result.outcome !== 'stopped') {
    const { lines, outcome } = order.ended(result, { name, namespace });
    lines.forEach((line) => output.print(line));
    return outcome;
  }
  if (obeyedBy === undefined || (order.until === 'ended' && obeyedBy === driver.identity)) {
    return notFinished({ verb: order.verb, name, namespace, isTimeout: timeout?.aborted === true, tell: output.tell });
  }
  order.obeyed({ name, namespace, by: obeyedBy }).forEach((line) => output.print(line));
  return undefined;
}

async function readHeldTemplate(kube: Kube, { spec, metadata }: Canary): Promise<string | undefined> {
  const kind = workloadFor(spec.targetRef.kind);
  const target = kind === undefined ? undefined : await kube.get({ resource: kind.resource, namespace: metadata.namespace ?? kube.namespace, name: spec.targetRef.name });
  if (target === undefined) {
    throw new Failure('refused', `${spec.targetRef.kind.toLowerCase()}/${spec.targetRef.name}, the target of canary ${metadata.name}, does not exist`, { next: 'create it, or correct spec.targetRef' });
  }
  const { annotations = {} } = target.metadata;
  return annotations[heldBy] === undefined ? undefined : annotations[heldTemplate];
}

/** Follows the Canary until the command was obeyed (by another driver, or where that is enough) or the rollout it ends has ended. */
async function seeObeyed({ kube, sent, driver, until, tell, signal }: { kube: Kube; sent: Canary; driver: ThisDriver; until: Until; tell(line: string): void; signal: AbortSignal }): Promise<{ result: DriveResult; obeyedBy: string | undefined }> {
  const { name, namespace = kube.namespace } = sent.metadata;
  const at = Object.entries(sent.metadata.annotations ?? {}).find(([key]) => key.endsWith('/command-at'))?.[1];
  const enough = new AbortController();
  let obeyedBy: string | undefined;
  let told = '';
  const result = await drive({
    kube, namespace, name, ...driver, begin: false, idle: 'end', signal: AbortSignal.any([signal, enough.signal]),
    onChange({ canary: { status = {} } }, { because }) {
      if (status.command?.at === at) {
        obeyedBy ??= status.driver?.identity ?? status.command?.by;
      }
      if (obeyedBy !== undefined && (until === 'obeyed' || obeyedBy !== driver.identity)) {
        enough.abort();
      } else if (because !== told) {
        told = because;
        tell(because);
      }
    },
    onTrouble: (error) => tell(error.message),
  });
  return { result, obeyedBy };
}

function notFinished({ verb, name, namespace, isTimeout, tell }: { verb: CommandVerb; name: string; namespace: string; isTimeout: boolean; tell(line: string): void }): Outcome {
  tell(`${verb} of ${name}.${namespace} is written down but not finished: who drives next goes on with it; see it happen: kubectl canary watch ${name} -n ${namespace}`);
  return isTimeout ? 'timedOut' : 'interrupted';
}
