import type { Canary } from '../../shared/api/canary.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { pageOf } from '../page.ts';
import { canaryView } from '../view/canary-view.ts';
import { formatFor, formatNames } from '../view/format-for.ts';
import { defineCommand } from './command.ts';

/** The canaries of a namespace, or with -A of the cluster: one request, one line each. */
export const command = defineCommand({
  positionals: {},
  flags: {
    output: { alias: 'o', type: 'string', requiresArg: true, default: 'table', describe: `one of ${formatNames.join(', ')}` },
    selector: { alias: 'l', type: 'string', requiresArg: true, describe: 'only those with these labels, e.g. team=web' },
  },
  examples: [['list -A -o wide', 'all canaries of the cluster, with their checks']],
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
    const subjects = items.map((canary) => ({ canary, view: canaryView(canary) }));
    format.list(subjects, { ...pageOf(output, clock), namespaces: allNamespaces }).forEach((line) => output.print(line));
  },
});
