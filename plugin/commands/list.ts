import type { Canary } from '../../shared/api/canary.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { readIsDriven } from '../is-driven.ts';
import { pageOf } from '../page.ts';
import { canaryView } from '../view/canary-view.ts';
import { formatFor, formatNames } from '../view/format-for.ts';
import { mostUrgentFirst } from '../view/urgency.ts';
import { defineCommand } from './command.ts';

/** The canaries of a namespace, or with -A of the cluster, a line each, what needs a person first: one request, and one for each rollout under way. */
export const command = defineCommand({
  positionals: {},
  flags: {
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'table', describe: `one of ${formatNames.join(', ')}`, completes: formatNames },
    selector: { alias: 'l', type: 'string', requiresArg: true, describe: 'only those with these labels, e.g. team=web' },
  },
  examples: [
    ['list -A -o wide', 'all canaries of the cluster, those that need a person first'],
    ['list -o jsonpath={.items[?(@.status.phase=="Failed")].metadata.name}', 'the names of those that have failed; quote it for your shell'],
    ['list -o custom-columns=NAME:.metadata.name,WEIGHT:.status.canaryWeight', 'columns of your own'],
  ],
  async run({ args, output, clock, allNamespaces, connect }) {
    const format = formatFor(args.output);
    const kube = await connect();
    const { items } = await kube.list<Canary>({
      resource: canaries,
      ...(allNamespaces ? {} : { namespace: kube.namespace }),
      ...(args.selector === undefined ? {} : { labelSelector: args.selector }),
    });
    if (items.length === 0 && (format.name === 'table' || format.name === 'wide')) {
      output.tell(allNamespaces ? 'No canaries found.' : `No canaries found in ${kube.namespace} namespace.`);
      return;
    }
    const now = clock.now();
    const subjects = await Promise.all(items.map(async (canary) => ({ canary, view: canaryView(canary, { isDriven: await readIsDriven(kube, canary, now) }) })));
    format.list(mostUrgentFirst(subjects), { ...pageOf(output, clock), namespaces: allNamespaces }).forEach((line) => output.print(line));
  },
});
