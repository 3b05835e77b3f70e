import { Failure } from '../../shared/errors.ts';
import { isStatus } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { routerNames } from '../../shared/routing/router-for.ts';
import { gatherFacts } from '../../shared/validation/gather-facts.ts';
import { formatProblem } from '../../shared/validation/problem.ts';
import { validateCanary } from '../../shared/validation/validate-canary.ts';
import { canaryCommand } from '../command-line.ts';
import type { Proposal } from '../init/proposal.ts';
import { propose } from '../init/propose.ts';
import { renderProposal } from '../init/render-proposal.ts';
import { readSurroundings } from '../init/surroundings.ts';
import { readTarget } from '../init/target.ts';
import { documentLines } from '../view/documents.ts';
import { defineCommand } from './command.ts';
import type { Output } from './command.ts';

const formats = ['yaml', 'json'] as const;

/** Writes a sensible Canary for a workload that is there, with a reason for each choice; with --apply the server stores it. */
export const command = defineCommand({
  positionals: { target: { type: 'string', describe: 'what is to be released, such as deployment/podinfo', completes: 'targets' } },
  flags: {
    apply: { type: 'boolean', default: false, describe: 'store it, where the server finds nothing wrong with it' },
    provider: { type: 'string', requiresArg: true, describe: `who shares out the traffic, where that is not to be found out: ${routerNames.join(', ')}`, completes: routerNames },
    port: { type: 'number', requiresArg: true, describe: 'the port that clients call, where that is not to be found out' },
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'yaml', describe: `one of ${formats.join(', ')}; comments are in yaml alone`, completes: formats },
  },
  examples: [
    ['init deployment/podinfo -n test', 'a Canary for podinfo as YAML, to be read, kept and applied'],
    ['init deployment/podinfo -n test --apply', 'store it right away'],
  ],
  async run({ args, output, connect }) {
    const format = formats.find((each) => each === args.output);
    if (format === undefined) {
      throw new Failure('usage', `there is no output format "${args.output}" of init`, { next: `it is one of ${formats.join(', ')}` });
    }
    const kube = await connect();
    const target = await readTarget(kube, args.target);
    const surroundings = await readSurroundings(kube, target);
    const proposal = propose(target, surroundings, { provider: args.provider, port: args.port });
    const lines = format === 'yaml' ? renderProposal(proposal) : documentLines('json', proposal.canary);
    lines.forEach((line) => output.print(line));
    proposal.doubts.forEach((doubt) => output.tell(`note: ${doubt}`));
    await (surroundings.canaries === 'absent' ? tellNotInstalled(output) : tellProblems(kube, proposal, output));
    await (args.apply ? apply(kube, proposal, output) : tellNext(proposal, output, `kubectl canary init ${args.target} -n ${target.namespace} --apply`));
  },
});

async function tellNotInstalled({ tell }: Output): Promise<void> {
  tell('note: this cluster does not know canaries yet; install the cluster side first: kubectl canary install');
}

/** What admission will say. */
async function tellProblems(kube: Kube, { canary }: Proposal, { tell }: Output): Promise<void> {
  const problems = validateCanary(canary, await gatherFacts(kube, canary));
  problems.forEach((problem) => tell(`${problem.severity === 'denied' ? 'refused' : 'warning'}: ${formatProblem(problem)}`));
}

async function apply(kube: Kube, proposal: Proposal, output: Output): Promise<void> {
  const { canary } = proposal;
  try {
    await kube.create(canaries, canary);
  } catch (error) {
    throw isStatus(error, 409) ? new Failure('refused', `canary ${canary.metadata.name} exists already, with another target`, { next: `see where it stands: ${canaryCommand('explain', canary)}`, cause: error }) : error;
  }
  output.tell(`canary ${canary.metadata.name} is stored; see it being set up: ${canaryCommand('explain', canary)}`);
  proposal.next.forEach(({ to, command: words }) => output.tell(`to ${to}: ${words}`));
}

function tellNext({ next }: Proposal, output: Output, applying: string): void {
  output.tell(`to store it: ${applying}`);
  next.forEach(({ to, command: words }) => output.tell(`to ${to}: ${words}`));
}
