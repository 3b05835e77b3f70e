import { once } from 'node:events';
import { whoAmI } from '../../shared/engine/commands.ts';
import { Failure } from '../../shared/errors.ts';
import { openFeed } from '../dashboard/feed.ts';
import { openBrowser } from '../dashboard/open-browser.ts';
import { readPageFiles } from '../dashboard/page-files.ts';
import { createDashboard } from '../dashboard/server.ts';
import { makeKeys } from '../dashboard/who-may-ask.ts';
import { defineCommand } from './command.ts';

/** Serves the web page to this machine's browsers until it is ended, with this user's own permissions. */
export const command = defineCommand({
  positionals: {},
  flags: {
    port: { type: 'number', requiresArg: true, default: 0, describe: 'port on 127.0.0.1; 0 is any that is free' },
    open: { type: 'boolean', default: false, describe: 'open the address in the browser, too' },
  },
  examples: [
    ['dashboard -n test', 'serve a page of the canaries of namespace test, and print its address'],
    ['dashboard -A --open', 'all canaries of the cluster, and open it in the browser'],
  ],
  async run({ args, output, signal, clock, allNamespaces, connect }) {
    if (!Number.isInteger(args.port) || args.port < 0 || args.port > 65_535) {
      throw new Failure('usage', `--port: expected a number from 0 to 65535, got ${args.port}`);
    }
    const kube = await connect();
    const about = { server: kube.server, user: await whoAmI(kube), namespace: allNamespaces ? undefined : kube.namespace };
    const ending = new AbortController();
    const ended = AbortSignal.any([signal, ending.signal]);
    const feed = openFeed({ kube, about, signal: ended });
    const keys = makeKeys();
    const app = createDashboard({ kube, feed, keys, files: await readPageFiles(), clock, signal: ended });
    try {
      await feed.synced;
      const url = await app.listen({ port: args.port, host: '127.0.0.1' }).catch((error: Error) => {
        throw new Failure('refused', `port ${args.port} of 127.0.0.1 cannot be listened on: ${error.message}`, { next: 'choose another with --port', cause: error });
      });
      const address = `${url}/?token=${keys.token}`;
      output.print(address);
      output.tell('Who has this address acts as you in the cluster: keep it to yourself. Ctrl-C ends the dashboard.');
      if (args.open) {
        openBrowser(address, (error) => output.tell(`the browser could not be opened: ${error.message}; open the address yourself`));
      }
      if (!signal.aborted) {
        await once(signal, 'abort');
      }
    } finally {
      ending.abort();
      await app.close();
    }
  },
});
