/** kubectl's own flags. Each means what it means in kubectl, so that no one has to learn a second set. */
import type { ConnectOptions } from '../shared/kube/connect.ts';
import { Failure } from '../shared/errors.ts';
import { parseDuration } from '../shared/time/duration.ts';
import type { Flags, LiveWords } from './commands/command.ts';
import { colorChoices } from './terminal/color-choice.ts';

const group = 'As in kubectl:';

/** Where a flag is given twice, the last one counts. */
const text = (describe: string, { alias, completes }: { alias?: string; completes?: LiveWords } = {}) =>
  ({ type: 'string', requiresArg: true, describe, group, coerce: lastOf, ...(alias === undefined ? {} : { alias }), ...(completes === undefined ? {} : { completes }) }) as const;
const toggle = (describe: string, alias?: string) => ({ type: 'boolean', describe, group, ...(alias === undefined ? {} : { alias }) }) as const;

/** Every command takes these. */
export const connectionFlags = {
  namespace: text('the namespace to look in', { alias: 'n', completes: 'namespaces' }),
  'all-namespaces': toggle('look in all namespaces', 'A'),
  kubeconfig: text('path of the kubeconfig file', { completes: 'files' }),
  context: text('the kubeconfig context to use', { completes: 'contexts' }),
  cluster: text('the kubeconfig cluster to use', { completes: 'clusters' }),
  user: text('the kubeconfig user to use', { completes: 'users' }),
  server: text('address of the API server', { alias: 's' }),
  token: text('bearer token'),
  as: text('user name to impersonate'),
  'as-group': { type: 'string', requiresArg: true, describe: 'group to impersonate; may be given more than once', group, coerce: allOf },
  'as-uid': text('UID to impersonate'),
  'certificate-authority': text('path of the CA certificate of the API server', { completes: 'files' }),
  'client-certificate': text('path of the client certificate', { completes: 'files' }),
  'client-key': text('path of the client key', { completes: 'files' }),
  'tls-server-name': text('name to expect in the certificate of the API server'),
  'insecure-skip-tls-verify': toggle('do not check the certificate of the API server'),
  'request-timeout': text('give up on a single request after this long, e.g. 30s; 0 is never'),
  verbose: toggle('more words, and stack traces', 'v'),
  color: { type: 'string', requiresArg: true, choices: colorChoices, describe: 'paint always, never, or (auto) as the terminal, NO_COLOR and FORCE_COLOR say', group },
  quiet: toggle('nothing on stderr but what went wrong', 'q'),
} satisfies Flags;

/** The values of {@link connectionFlags}, as yargs parsed them. */
export interface ConnectionArguments {
  readonly namespace?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly cluster?: string | undefined;
  readonly user?: string | undefined;
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly as?: string | undefined;
  readonly asGroup?: readonly string[] | undefined;
  readonly asUid?: string | undefined;
  readonly certificateAuthority?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly tlsServerName?: string | undefined;
  readonly insecureSkipTlsVerify?: boolean | undefined;
  readonly requestTimeout?: string | undefined;
}

/** What `connect` needs of the flags. @throws Failure (usage) where a value cannot be understood. */
export function connectOptions(args: ConnectionArguments): ConnectOptions {
  return {
    namespace: args.namespace,
    kubeconfig: args.kubeconfig,
    context: args.context,
    cluster: args.cluster,
    user: args.user,
    server: args.server,
    token: args.token,
    as: args.as,
    asGroup: args.asGroup,
    asUid: args.asUid,
    certificateAuthority: args.certificateAuthority,
    clientCertificate: args.clientCertificate,
    clientKey: args.clientKey,
    tlsServerName: args.tlsServerName,
    insecureSkipTlsVerify: args.insecureSkipTlsVerify,
    requestTimeoutMs: args.requestTimeout === undefined ? undefined : milliseconds('--request-timeout', args.requestTimeout),
  };
}

/** Milliseconds of a flag's duration; a bare number is seconds, as in kubectl. @throws Failure (usage) where it is none. */
export function milliseconds(flag: string, value: string): number {
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  try {
    return parseDuration(value) * 1000;
  } catch {
    throw new Failure('usage', `${flag} is a number with a unit, not "${value}"`, { next: 'write it such as 30s, 5m or 1h' });
  }
}

function lastOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.at(-1) : value;
}

function allOf(value: string | string[] | undefined): string[] | undefined {
  return value === undefined ? undefined : [value].flat();
}
