/** Makes the real {@link Kube}: the only importer of client-node, which knows kubeconfig files, exec and OIDC credentials, and proxies. */
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { Failure } from '../errors.ts';
import { createKube } from './client.ts';
import { httpWire } from './http.ts';
import type { Authorize } from './http.ts';
import type { Kube } from './kube.ts';

/** kubectl's own flags; each means what it means there. */
export interface ConnectOptions {
  kubeconfig?: string | undefined;
  context?: string | undefined;
  cluster?: string | undefined;
  /** Name of a user entry in the kubeconfig. */
  user?: string | undefined;
  server?: string | undefined;
  namespace?: string | undefined;
  token?: string | undefined;
  as?: string | undefined;
  asGroup?: readonly string[] | undefined;
  asUid?: string | undefined;
  certificateAuthority?: string | undefined;
  clientCertificate?: string | undefined;
  clientKey?: string | undefined;
  tlsServerName?: string | undefined;
  insecureSkipTlsVerify?: boolean | undefined;
  /** Milliseconds for one request; 0 or absent: no limit, as in kubectl. */
  requestTimeoutMs?: number | undefined;
}

const serviceAccountNamespace = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

/**
 * Reads the configuration as kubectl does; calls nothing yet.
 * @throws Failure where there is no usable configuration.
 */
export async function connect(options: ConnectOptions = {}): Promise<Kube> {
  const config = loadConfig(options);
  const cluster = config.getCurrentCluster();
  if (cluster === null) {
    throw new Failure('unreachable', `no cluster is configured${currentContextHint(config)}`, { next: 'set KUBECONFIG, or name one with --kubeconfig or --context' });
  }
  const inCluster = isInCluster(options);
  const wire = httpWire({ server: cluster.server.replace(/\/$/, ''), authorize: authorizer(config, options), requestTimeoutMs: options.requestTimeoutMs ?? 0 });
  return createKube(wire, {
    namespace: options.namespace ?? config.getContextObject(config.currentContext)?.namespace ?? podNamespace(inCluster) ?? 'default',
    inCluster,
  });
}

function currentContextHint(config: KubeConfig): string {
  const contexts = config.getContexts().map(({ name }) => name);
  return contexts.length === 0 ? '' : ` for context "${config.currentContext}" (there are: ${contexts.join(', ')})`;
}

function isInCluster({ kubeconfig, server }: ConnectOptions): boolean {
  return kubeconfig === undefined && server === undefined && process.env['KUBECONFIG'] === undefined
    && process.env['KUBERNETES_SERVICE_HOST'] !== undefined && podNamespace(true) !== undefined;
}

function podNamespace(inCluster: boolean): string | undefined {
  if (!inCluster) {
    return undefined;
  }
  try {
    return readFileSync(serviceAccountNamespace, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** What there is to choose from in the kubeconfig. @throws Failure where it cannot be read. */
export function kubeconfigNames(options: ConnectOptions = {}): { contexts: string[]; clusters: string[]; users: string[] } {
  const config = readConfig(options);
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);
  return { contexts: names(config.getContexts()), clusters: names(config.getClusters()), users: names(config.getUsers()) };
}

function loadConfig(options: ConnectOptions): KubeConfig {
  const config = readConfig(options);
  chooseContext(config, options);
  return config;
}

function readConfig(options: ConnectOptions): KubeConfig {
  const config = new KubeConfig();
  try {
    if (options.kubeconfig !== undefined) {
      config.loadFromFile(options.kubeconfig);
    } else if (isInCluster(options)) {
      config.loadFromCluster();
    } else {
      config.loadFromDefault();
    }
  } catch (error) {
    throw new Failure('unreachable', `the kubeconfig cannot be read: ${(error as Error).message}`, { next: 'check KUBECONFIG or --kubeconfig', cause: error });
  }
  return config;
}

/** Applies the flags that change cluster, user or context by making a context of their own. */
function chooseContext(config: KubeConfig, options: ConnectOptions): void {
  if (options.context !== undefined) {
    if (config.getContextObject(options.context) === null) {
      throw new Failure('unreachable', `context "${options.context}" does not exist`, { next: `there are: ${config.getContexts().map(({ name }) => name).join(', ') || 'none'}` });
    }
    config.setCurrentContext(options.context);
  }
  const context = config.getContextObject(config.currentContext);
  const cluster = { ...namedEntry(config.getClusters(), options.cluster ?? context?.cluster, 'cluster'), ...clusterFlags(options) };
  const user = { ...namedEntry(config.getUsers(), options.user ?? context?.user, 'user'), ...userFlags(options) };
  if (!('server' in cluster)) {
    return;
  }
  const name = 'kubectl-canary';
  config.loadFromOptions({
    clusters: [{ ...cluster, name }],
    users: [{ ...user, name }],
    contexts: [{ ...context, name, cluster: name, user: name }],
    currentContext: name,
  });
}

function namedEntry<T extends { name: string }>(entries: T[], name: string | undefined, what: string): T | object {
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined && name !== undefined && entries.length > 0) {
    throw new Failure('unreachable', `${what} "${name}" does not exist in the kubeconfig`, { next: `there are: ${entries.map((each) => each.name).join(', ')}` });
  }
  return entry ?? {};
}

function clusterFlags({ server, certificateAuthority, insecureSkipTlsVerify, tlsServerName }: ConnectOptions): object {
  return defined({ server, caFile: certificateAuthority, skipTLSVerify: insecureSkipTlsVerify, tlsServerName });
}

function userFlags({ token, clientCertificate, clientKey, as }: ConnectOptions): object {
  return defined({ token, certFile: clientCertificate, keyFile: clientKey, impersonateUser: as });
}

function defined(record: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Asks client-node for fresh credentials at each request (tokens of exec plugins expire), but keeps connections open between them. */
function authorizer(config: KubeConfig, { asGroup = [], asUid }: ConnectOptions): Authorize {
  let kept: { key: string; agent: https.Agent } | undefined;
  const proxied = config.getCurrentCluster()?.proxyUrl !== undefined;
  return async (request) => {
    const options: https.RequestOptions = { headers: {} };
    await config.applyToHTTPSOptions(options);
    Object.assign(request.headers, options.headers, asUid === undefined ? {} : { 'Impersonate-Uid': asUid });
    if (options.auth !== undefined && options.auth !== null) {
      request.headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    }
    if (asGroup.length > 0) {
      request.headers['Impersonate-Group'] = asGroup;
    }
    if (proxied || !config.getCurrentCluster()?.server.startsWith('https:')) {
      request.agent = options.agent as https.Agent;
      return;
    }
    const { ca, cert, key, servername, rejectUnauthorized } = options;
    const identity = String([ca, cert, key, servername, rejectUnauthorized]);
    if (kept?.key !== identity) {
      kept = { key: identity, agent: new https.Agent({ keepAlive: true, ...defined({ ca, cert, key, servername, rejectUnauthorized }) }) };
    }
    request.agent = kept.agent;
  };
}
