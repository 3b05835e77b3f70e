import { once } from 'node:events';
import { Failure } from '../../shared/errors.ts';
import { parseDuration } from '../../shared/time/duration.ts';
import { createLoadtester } from '../loadtester/server.ts';
import { defineCommand } from './command.ts';

/** Node's timers go no further: a longer one fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Serves until it is ended; what it has started ends with it. */
export const command = defineCommand({
  positionals: {},
  flags: {
    port: { type: 'number', default: 8080, describe: 'port to listen on' },
    address: { type: 'string', default: '0.0.0.0', describe: 'address to listen on' },
    timeout: { type: 'string', default: '1h', describe: 'longest time for one task' },
    'namespace-regexp': { type: 'string', describe: 'refuse canaries of namespaces that do not match' },
    'allow-exec': { type: 'boolean', default: false, describe: 'let callers run shell commands in here (types cmd and bash)' },
  },
  examples: [['loadtester --port 8080', 'serve gates and load; no caller can run a command']],
  async run({ args, output, signal }) {
    const app = createLoadtester({
      timeoutMs: Math.min(durationOf(args.timeout) * 1000, longestTimerMs),
      allowExec: args.allowExec,
      namespaces: args.namespaceRegexp === undefined ? undefined : regexpOf(args.namespaceRegexp),
      log: (line) => output.tell(line),
    });
    const address = await app.listen({ port: args.port, host: args.address }).catch((error: Error) => {
      throw new Failure('refused', `port ${args.port} of ${args.address} cannot be listened on: ${error.message}`, { next: 'choose another with --port', cause: error });
    });
    output.tell(`load tester listens on ${address}${args.allowExec ? ', and runs shell commands of its callers' : ''}`);
    if (!signal.aborted) {
      await once(signal, 'abort');
    }
    await app.close();
  },
});

function durationOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new Failure('usage', `--timeout: ${(error as Error).message}`, { cause: error });
  }
}

function regexpOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new Failure('usage', `--namespace-regexp: ${(error as Error).message}`, { next: 'write a regular expression such as ^(test|dev)$', cause: error });
  }
}
