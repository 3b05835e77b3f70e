import type { Canary } from '../../shared/api/canary.ts';
import { systemNamespace } from '../../shared/api/group.ts';
import { Failure, describeFailure } from '../../shared/errors.ts';
import type { Outcome } from '../../shared/errors.ts';
import type { Kube, KubeObject, ObjectReference } from '../../shared/kube/kube.ts';
import { deployments } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { milliseconds } from '../connection.ts';
import { deadlineOf } from '../deadline.ts';
import { thisDriver } from '../driver.ts';
import { takeInventory } from '../install/inventory.ts';
import type { Inventory } from '../install/inventory.ts';
import { letGo } from '../install/let-go.ts';
import { pluralOf, titleOf } from '../install/object-title.ts';
import { removeObjects } from '../install/remove-objects.ts';
import { takeAwayAll } from '../install/take-away-all.ts';
import type { Stuck } from '../install/take-away-all.ts';
import { existing, objectsThatStay } from '../install/what-stays.ts';
import { askForKey, canAsk } from '../terminal/keys.ts';
import { defineCommand } from './command.ts';
import type { Output } from './command.ts';

/**
 * Removes the cluster side from whatever state it is in. Canaries go first, while all that puts them back still works; no request of a
 * user fails meanwhile. Can be repeated.
 */
export const command = defineCommand({
  positionals: {},
  flags: {
    yes: { alias: 'y', type: 'boolean', default: false, describe: 'do not ask' },
    'keep-crds': { type: 'boolean', default: false, describe: 'keep the definitions, and with them metric templates and alert providers' },
    force: { type: 'boolean', default: false, describe: 'let go of canaries that cannot be put back: what they made stays as it is' },
    timeout: { type: 'string', requiresArg: true, default: '5m', describe: 'wait at most this long for one canary, and for what remains' },
  },
  examples: [['uninstall --yes', 'in a script, where nobody can be asked']],
  async run({ args, output, signal, clock, connect }) {
    milliseconds('--timeout', args.timeout); // refused before anything is changed
    const kube = await connect();
    const inventory = await takeInventory(kube);
    if (inventory.canaries.length + inventory.objects.length === 0) {
      output.print('nothing is installed');
      return undefined;
    }
    if (!(await confirmed({ kube, inventory, output, yes: args.yes, keepCrds: args.keepCrds }))) {
      output.tell('nothing was changed');
      return 'aborted';
    }
    return await uninstall({ kube, inventory, output, signal, clock, timeout: args.timeout, force: args.force, keepCrds: args.keepCrds });
  },
});

interface Uninstalling {
  readonly kube: Kube;
  readonly inventory: Inventory;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly timeout: string;
  readonly force: boolean;
  readonly keepCrds: boolean;
}

async function uninstall(uninstalling: Uninstalling): Promise<Outcome | undefined> {
  const { kube, inventory, output, signal, clock, timeout, keepCrds } = uninstalling;
  const stays = await putBack(uninstalling);
  if (!signal.aborted) {
    await removeObjects({
      kube, objects: inventory.objects, keepDefinitions: keepCrds, clock, signal,
      deadline: deadlineOf(clock, timeout),
      report: (object) => output.print(`${titleOf(object)} deleted`),
      tell: output.tell,
    });
  }
  (await existing(kube, stays)).forEach((reference) => output.print(`${titleOfReference(reference)} stays: requests come through it`));
  if (signal.aborted) {
    output.tell('stopped: go on with "kubectl canary uninstall"');
    return 'interrupted';
  }
  return undefined;
}

/** Takes every Canary away. Gives what stays of them. @throws Failure where one cannot be put back and is not let go either. */
async function putBack({ kube, inventory, output, signal, clock, timeout, force }: Uninstalling): Promise<ObjectReference[]> {
  const { canaries, objects } = inventory;
  if (canaries.length === 0) {
    return [];
  }
  await stopRunner(kube, objects);
  const driver = await thisDriver(kube);
  const stays = (await Promise.all(canaries.map((canary) => objectsThatStay(kube, canary)))).flat();
  const stuck = await takeAwayAll({ kube, driver, signal, clock, timeout, tell: output.tell }, canaries, async (canary) => output.print(`${titleOf(canary)} in namespace ${canary.metadata.namespace} deleted`));
  if (!signal.aborted) {
    await seeToStuck({ kube, stuck, force, output });
  }
  return stays;
}

/** Its rights may be gone, or its image: from here, all is done by who asked for it. A rollout of its own goes over to us. */
async function stopRunner(kube: Kube, objects: readonly KubeObject[]): Promise<void> {
  if (objects.some(({ kind, metadata }) => kind === deployments.kind && metadata.name === 'runner')) {
    await kube.delete({ resource: deployments, namespace: systemNamespace, name: 'runner' });
  }
}

async function seeToStuck({ kube, stuck, force, output }: { kube: Kube; stuck: readonly Stuck[]; force: boolean; output: Output }): Promise<void> {
  const failures: string[] = [];
  for (const { canary, why } of stuck) {
    const title = `${canary.metadata.name}.${canary.metadata.namespace}`;
    const failure = force ? await letGo(kube, canary).then(() => undefined, describeFailure) : why;
    if (failure === undefined) {
      output.print(`${titleOf(canary)} in namespace ${canary.metadata.namespace} deleted; ${leftAsItIs(canary)} stays as it is: ${why}`);
    } else {
      failures.push(`- ${title} cannot be put back: ${failure}`);
    }
  }
  if (failures.length > 0) {
    failures.forEach((line) => output.tell(line));
    throw new Failure('refused', `${failures.length === 1 ? 'one canary is' : `${failures.length} canaries are`} still there, and so is what guards ${failures.length === 1 ? 'it' : 'them'}`, { next: 'see to what is said above and run "kubectl canary uninstall" again, or let go of what cannot be put back with --force' });
  }
}

function leftAsItIs({ spec: { targetRef } }: Canary): string {
  return `${targetRef.kind.toLowerCase()}/${targetRef.name}, with what routes to it,`;
}

interface Question {
  readonly kube: Kube;
  readonly inventory: Inventory;
  readonly output: Output;
  readonly yes: boolean;
  readonly keepCrds: boolean;
}

/** @throws Failure where nobody can be asked. */
async function confirmed({ kube, inventory, output, yes, keepCrds }: Question): Promise<boolean> {
  if (yes) {
    return true;
  }
  consequences(inventory, { server: kube.server, keepCrds }).forEach((line) => output.tell(line));
  if (!canAsk()) {
    throw new Failure('usage', 'expected --yes, as there is nobody to ask; nothing was changed', { next: 'run it again with --yes' });
  }
  return (await askForKey('Go on (y/n)?', ['y', 'n'])) === 'y';
}

function consequences({ canaries, templates, objects }: Inventory, { server, keepCrds }: { server: string; keepCrds: boolean }): string[] {
  const names = canaries.map(({ metadata }) => `${metadata.name}.${metadata.namespace}`);
  return [
    `This removes from ${server}:`,
    ...(names.length === 0 ? [] : [`- canaries: ${names.join(', ')}; each target goes back to its stable template, with all traffic`]),
    ...(templates.length === 0 || keepCrds ? [] : [`- metric templates and alert providers: ${templates.map(({ metadata }) => `${metadata.name}.${metadata.namespace}`).join(', ')}`]),
    `- ${objects.length} objects of kubectl-canary itself, such as namespace ${systemNamespace}`,
  ];
}

function titleOfReference({ resource, namespace, name }: ObjectReference): string {
  return `${pluralOf(resource)}/${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
}
