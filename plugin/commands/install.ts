import { Failure } from '../../shared/errors.ts';
import type { Outcome } from '../../shared/errors.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { version } from '../../shared/version.ts';
import { milliseconds } from '../connection.ts';
import { deadlineOf } from '../deadline.ts';
import { applyObjects } from '../install/apply-objects.ts';
import { desiredObjects } from '../install/desired-objects.ts';
import type { Choices } from '../install/desired-objects.ts';
import { readInstalled } from '../install/installed.ts';
import { readManifests } from '../install/manifests.ts';
import type { Manifests } from '../install/manifests.ts';
import { titleOf } from '../install/object-title.ts';
import { removeRunner } from '../install/remove-runner.ts';
import { inOrder } from '../install/stages.ts';
import { survey } from '../install/survey.ts';
import type { Survey } from '../install/survey.ts';
import { defineCommand } from './command.ts';
import type { Output } from './command.ts';

/** Installs the cluster side, or upgrades it in place. Everything is checked before anything is changed. */
export const command = defineCommand({
  positionals: {},
  flags: {
    image: { type: 'string', requiresArg: true, default: `kubectl-canary:${version}`, describe: 'image of webhook and runner, where the cluster can pull it' },
    runner: { type: 'boolean', describe: 'have a runner in the cluster, which stands by for drivers that go away; --no-runner: have none' },
    drive: { type: 'boolean', describe: 'let the runner begin analyses itself, so that nobody has to watch' },
    'dry-run': { type: 'boolean', default: false, describe: 'check everything and show what would be done' },
    'wait-timeout': { type: 'string', requiresArg: true, default: '2m', describe: 'wait at most this long for the pods to be ready' },
  },
  examples: [
    ['install --dry-run', 'check everything and show what would be done'],
    ['install --image registry.example.com/kubectl-canary:1', 'from a registry that the nodes reach'],
  ],
  async run({ args, output, signal, clock, connect }) {
    milliseconds('--wait-timeout', args.waitTimeout); // refused before anything is changed
    if (args.runner === false && args.drive === true) {
      throw new Failure('usage', 'expected either --drive or --no-runner, got both: only a runner can drive', { next: 'leave one out' });
    }
    const kube = await connect();
    const manifests = await readManifests();
    const choices = await choose(kube, args);
    const objects = desiredObjects(manifests, choices);
    const found = await checked(kube, objects, output);
    if (args.dryRun) {
      inOrder(objects).forEach((object) => output.print(`${titleOf(object)} ${found.changes.get(object)} (server dry run)`));
      return undefined;
    }
    return await apply({ kube, manifests, objects, choices, output, signal, deadline: deadlineOf(clock, args.waitTimeout, '--wait-timeout') });
  },
});

/** What is not said stays as it was; a first installation has a runner that stands by. */
async function choose(kube: Kube, { image, runner, drive }: { image: string; runner: boolean | undefined; drive: boolean | undefined }): Promise<Choices> {
  const installed = await readInstalled(kube);
  const wantsRunner = runner ?? (drive === true || (installed?.runner ?? true));
  return { image, runner: wantsRunner, drive: wantsRunner && (drive ?? installed?.drive ?? false) };
}

/** @throws Failure after all that stands in the way was told. */
async function checked(kube: Kube, objects: readonly KubeObject[], { tell }: Output): Promise<Survey> {
  const found = await survey(kube, objects);
  const { problems } = found;
  if (problems.length > 0) {
    problems.forEach((problem) => tell(`- ${problem}`));
    throw new Failure('refused', `${problems.length === 1 ? 'one thing stands' : `${problems.length} things stand`} in the way; nothing was changed`, { next: 'see above, then run "kubectl canary install" again' });
  }
  return found;
}

interface Applying {
  readonly kube: Kube;
  readonly manifests: Manifests;
  readonly objects: readonly KubeObject[];
  readonly choices: Choices;
  readonly output: Output;
  readonly signal: AbortSignal;
  /** Ends the waiting. */
  readonly deadline: AbortSignal;
}

async function apply({ kube, manifests, objects, choices, output, signal, deadline }: Applying): Promise<Outcome | undefined> {
  const ended = AbortSignal.any([signal, deadline]);
  try {
    await applyObjects({
      kube, objects, signal: ended,
      report: (object, change) => output.print(`${titleOf(object)} ${change}`),
      tell: output.tell,
    });
  } catch (error) {
    if (signal.aborted) {
      output.tell('stopped: what is applied so far does no harm; go on with "kubectl canary install"');
      return 'interrupted';
    }
    throw error;
  }
  if (!choices.runner) {
    await removeRunner({ kube, runner: manifests.runner, signal: ended, report: output.print });
  }
  output.tell(`kubectl-canary ${version} is installed${choices.drive ? ', and its runner drives every canary' : ''}`);
  return undefined;
}
