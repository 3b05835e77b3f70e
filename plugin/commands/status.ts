import type { Canary } from '../../shared/api/canary.ts';
import { Failure } from '../../shared/errors.ts';
import type { Outcome } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import { chooseCanary } from '../choose-canary.ts';
import { canaryCommand } from '../command-line.ts';
import { deadlineOf } from '../deadline.ts';
import { namePositional } from '../name-positional.ts';
import { pageOf } from '../page.ts';
import { readSubject } from '../read-subject.ts';
import { formatFor, formatNames } from '../view/format-for.ts';
import { awaitCanary } from '../wait/await-canary.ts';
import { awaitables } from '../wait/awaited.ts';
import type { Awaitable } from '../wait/awaited.ts';
import { defineCommand } from './command.ts';
import type { Invocation } from './command.ts';

/**
 * Where one canary stands and why, as it is now, or with --wait as soon as it stands where it is wanted. The exit code of --wait=ended says
 * how the rollout ended: 0 promoted (or nothing was to be waited for), 3 rolled back, 4 aborted. All others end with 0. 5: not within --timeout.
 */
export const command = defineCommand({
  positionals: namePositional,
  flags: {
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'table', describe: `one of ${formatNames.join(', ')}`, completes: formatNames },
    wait: { type: 'string', completes: ['', ...awaitables], describe: `wait until it has ${awaitables[0]} (exit code 3: rolled back, 4: aborted), or --wait=${awaitables.slice(1).join(', --wait=')}` },
    timeout: { type: 'string', requiresArg: true, describe: 'with --wait: give up after this long, e.g. 30m (exit code 5)' },
  },
  examples: [
    ['status podinfo -n test', 'where podinfo stands, and why'],
    ['status podinfo --wait --timeout 30m', 'wait for the end of the rollout; the exit code says how it ended'],
    ['status podinfo --wait=promoted -o name -q', 'wait for the promotion, and say nothing meanwhile'],
    ['status podinfo -o jsonpath={.status.phase}', 'only the phase'],
  ],
  async run({ args, output, signal, clock, connect }) {
    const format = formatFor(args.output);
    const deadline = deadlineOf(clock, args.timeout);
    if (args.timeout !== undefined && args.wait === undefined) {
      throw new Failure('usage', 'expected --wait with --timeout, got --timeout alone', { next: 'write it such as --wait --timeout 30m' });
    }
    const { name, until } = awaitedOf(args);
    const kube = await connect();
    const canary = await chooseCanary(kube, name);
    const waited = until === undefined ? { canary, outcome: undefined } : await wait(kube, canary, { until, output, signal, deadline });
    const subject = await readSubject(kube, waited.canary);
    format.one(subject, pageOf(output, clock)).forEach((line) => output.print(line));
    if (waited.outcome === 'timedOut') {
      throw new Failure('timedOut', `${canary.metadata.name} has not ${until === 'ended' ? 'ended' : `come to be ${until}`} within ${args.timeout}`, { next: `see why: ${canaryCommand('explain', canary)}` });
    }
    return waited.outcome;
  },
});

interface Wait extends Pick<Invocation, 'output' | 'signal'> {
  readonly until: Awaitable;
  readonly deadline: AbortSignal;
}

/** The Canary as it is when the waiting has ended, or as it was last where it is gone. */
async function wait(kube: Kube, canary: Canary, { until, output, signal, deadline }: Wait): Promise<{ canary: Canary; outcome: Outcome }> {
  const outcome = await awaitCanary({ kube, canary, until, signal: AbortSignal.any([signal, deadline]), tell: (line) => output.tell(line) });
  const { name } = canary.metadata;
  const current = outcome === 'aborted' ? await chooseCanary(kube, name).catch(() => undefined) : await chooseCanary(kube, name);
  if (current === undefined) {
    throw new Failure('aborted', `canary ${name} was deleted meanwhile`, { next: 'see which there are: kubectl canary list' });
  }
  return { canary: current, outcome: outcome ?? (signal.aborted ? 'interrupted' : 'timedOut') };
}

/** A bare --wait is for the end; what follows it after a space is the name. @throws Failure (usage) where it is not known. */
function awaitedOf({ name, wait: typed }: { name: string | undefined; wait: string | undefined }): { name: string | undefined; until: Awaitable | undefined } {
  const until = awaitables.find((each) => each === typed);
  if (typed === undefined || until !== undefined) {
    return { name, until };
  }
  if (typed === '' || name === undefined) {
    return { name: name ?? (typed || undefined), until: awaitables[0] };
  }
  const near = nearestWord(typed, awaitables);
  throw new Failure('usage', `--wait cannot be for "${typed}"`, { next: near === undefined ? `it can be for ${awaitables.join(', ')}` : `did you mean --wait=${near}?` });
}
