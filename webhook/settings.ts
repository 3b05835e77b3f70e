import { parseArgs } from 'node:util';
import { systemNamespace } from '../shared/api/group.ts';
import { Failure } from '../shared/errors.ts';

/** How the webhook is run: by flags, else by environment variables, else as in manifests/webhook. */
export interface Settings {
  readonly port: number;
  /** The webhook's own: of its Secret and its Service. */
  readonly namespace: string;
  /** The Service through which the API server calls. */
  readonly service: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `--port`, `--namespace`, `--service`, or PORT, NAMESPACE, SERVICE with KUBECTL_CANARY_WEBHOOK_ before them. @throws Failure (usage) */
export function readSettings(words: readonly string[], environment: Environment): Settings {
  const flags = parseFlags(words);
  const value = (name: 'port' | 'namespace' | 'service') => flags[name] ?? environment[`KUBECTL_CANARY_WEBHOOK_${name.toUpperCase()}`];
  return {
    port: parsePort(value('port') ?? '8443'),
    namespace: value('namespace') ?? systemNamespace,
    service: value('service') ?? 'webhook',
  };
}

/** The names under which the API server calls that Service. */
export function hostsOf({ service, namespace }: Settings): string[] {
  return [`${service}.${namespace}.svc`, `${service}.${namespace}.svc.cluster.local`];
}

function parseFlags(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { port: { type: 'string' }, namespace: { type: 'string' }, service: { type: 'string' } } }).values;
  } catch (error) {
    throw new Failure('usage', (error as Error).message.split('\n')[0] ?? '', { next: 'there are --port, --namespace and --service', cause: error });
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new Failure('usage', `--port: expected a number up to 65535, got "${text}"`);
  }
  return port;
}
