/** A whole Kubernetes inside this process: API server, controllers, a node whose pods are programs, and a network between them. */
import { randomBytes } from 'node:crypto';
import type { Kube } from '../kube/kube.ts';
import type { Resource } from '../kube/resources.ts';
import { realTime } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { createAdmission } from './admission/create-admission.ts';
import type { Account } from './api-server/authenticate.ts';
import { isAllowed } from './api-server/authorize.ts';
import { bootstrapObjects } from './api-server/bootstrap-objects.ts';
import { keepRolesAggregated } from './api-server/aggregate-roles.ts';
import { cleanUpDefinitions } from './api-server/clean-up-definitions.ts';
import { timestamp } from './api-server/cluster.ts';
import type { Cluster } from './api-server/cluster.ts';
import { Faults } from './api-server/faults.ts';
import { kubeInProcess } from './api-server/in-process.ts';
import { listen } from './api-server/listen.ts';
import type { Listener } from './api-server/listen.ts';
import type { User } from './api-server/request.ts';
import * as controllers from './controllers/index.ts';
import { renderKubeconfig } from './kubeconfig.ts';
import { jsonPatch } from './patches/json-patch.ts';
import { ClusterNetwork } from './pods/cluster-network.ts';
import { LogBook } from './pods/log-book.ts';
import { runKubelet } from './pods/kubelet.ts';
import type { Network } from './pods/network.ts';
import type { Program } from './pods/program.ts';
import { applyDefaults } from './schema/apply-defaults.ts';
import { apiVersionOf } from './schema/definition.ts';
import { createDefinitions } from './schema/definitions.ts';
import { Store } from './storage/store.ts';

/** A certificate with its key, and what signed it; all PEM. It must be for the IP address 127.0.0.1. */
export interface ServingCertificate {
  readonly certificateAuthority: string;
  readonly certificate: string;
  readonly key: string;
}

export interface SimulatorOptions {
  readonly serving: ServingCertificate;
  /** Loopback port of the API server; any that is free where absent. */
  readonly port?: number;
  readonly clock?: Clock;
  /** What images stand for. */
  readonly programs?: readonly Program[];
  /** Who may log in besides `admin`, who may do all. What they may do is up to RBAC objects. */
  readonly users?: readonly string[];
  /** Troubles of controllers and the node, which they try again. */
  log?(line: string): void;
}

export interface Simulator {
  /** Of the API server. */
  readonly url: string;
  readonly clock: Clock;
  readonly network: Network;
  readonly faults: Faults;
  /** All objects, for who wants to look without asking. */
  readonly store: Store;
  /** The API as this user, without sockets. */
  kubeFor(username: string, options?: { namespace?: string; groups?: readonly string[] }): Kube;
  /** The text of a kubeconfig file; it holds a secret. @throws Error for a user who cannot log in. */
  kubeconfigFor(username: string, options?: { namespace?: string }): string;
  /** Stops a pod as SIGSTOP does, until the function that is returned is called. */
  pausePod(namespace: string, name: string): Promise<() => void>;
  /** Takes the API server off its port and ends its watches; the cluster runs on. */
  stopServing(): Promise<void>;
  /** Puts it back on the same port. */
  startServing(): Promise<void>;
  /** Ends everything. */
  stop(): Promise<void>;
}

const nodeName = 'node-1';

/** Starts it; it is ready to serve when the promise resolves. @throws Failure where the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { serving, clock = realTime, users = [] } = options;
  const store = new Store();
  const network = new ClusterNetwork(store);
  const logs = new LogBook();
  const cluster = createCluster({ store, network, logs, clock, accounts: ['admin', ...users].map(accountOf) });
  let listener: Listener | undefined = await listen(cluster, { port: options.port ?? 0, certificate: serving.certificate, key: serving.key });
  const { port } = listener;
  const url = `https://127.0.0.1:${port}`;
  const running = run(cluster, { url, options, network, logs });
  return {
    url, clock, network, store, faults: cluster.faults,
    kubeFor: (username, { namespace, groups = [] } = {}) => kubeInProcess(cluster, url, { user: userOf(username, groups), agent: username, ...(namespace === undefined ? {} : { namespace }) }),
    kubeconfigFor(username, { namespace = 'default' } = {}) {
      const account = cluster.accounts.find(({ user }) => user.username === username);
      if (account === undefined) {
        throw new Error(`${username} cannot log in: name her in the option users`);
      }
      return renderKubeconfig({ server: url, certificateAuthority: serving.certificateAuthority, user: username, token: account.token, namespace });
    },
    pausePod: (namespace, name) => network.pausePod(namespace, name),
    async stopServing() {
      await listener?.close();
      listener = undefined;
    },
    async startServing() {
      listener ??= await listen(cluster, { port, certificate: serving.certificate, key: serving.key });
    },
    async stop() {
      await running.stop();
      await listener?.close();
      listener = undefined;
    },
  };
}

function createCluster({ store, network, logs, clock, accounts }: { store: Store; network: Network; logs: LogBook; clock: Clock; accounts: Account[] }): Cluster {
  const definitions = createDefinitions(store);
  const admission = createAdmission({ store, definitions, network, clock, isAllowed: (attributes) => isAllowed(attributes, store), patch: { json: jsonPatch }, defaults: applyDefaults });
  for (const [resource, object] of bootstrapObjects(timestamp(clock))) {
    store.put(resource, object);
  }
  const cluster = { store, definitions, admission, clock, network, logs, accounts, faults: new Faults() };
  cleanUpDefinitions(cluster);
  keepRolesAggregated(store);
  return cluster;
}

/** Runs controllers and the node until they are stopped. */
function run(cluster: Cluster, { url, options, network, logs }: { url: string; options: SimulatorOptions; network: ClusterNetwork; logs: LogBook }): { stop(): Promise<void> } {
  const { clock } = cluster;
  const { serving, programs = [], log = () => undefined } = options;
  const ending = new AbortController();
  const { signal } = ending;
  const kubeAs = (username: string, groups: readonly string[], agent: string) => kubeInProcess(cluster, url, { user: { username, groups }, agent, fieldManager: agent });
  const running = Object.values(controllers).map((controller) => controller.run({
    kube: kubeAs(`system:serviceaccount:kube-system:${controller.name}`, ['system:masters'], 'kube-controller-manager'),
    clock, signal, log, certificateAuthority: serving.certificateAuthority,
    resources: () => resourcesOf(cluster),
  }));
  const kubelet = runKubelet({
    kube: kubeAs(`system:node:${nodeName}`, ['system:masters', 'system:nodes'], 'kubelet'),
    clock, signal, programs, network, logs, nodeName, log,
    kubeFor: ({ metadata: { namespace = 'default' }, spec }) => {
      const { serviceAccountName = 'default' } = spec as { serviceAccountName?: string };
      const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
      return kubeInProcess(cluster, url, { user: { username: `system:serviceaccount:${namespace}:${serviceAccountName}`, groups }, agent: serviceAccountName, namespace });
    },
  });
  return {
    async stop() {
      ending.abort();
      await Promise.allSettled([...running, kubelet]);
    },
  };
}

/** One of each resource's versions. */
function resourcesOf({ definitions }: Cluster): Resource[] {
  const found = new Map(definitions.all().map((definition) => [`${definition.group}/${definition.plural}`, definition]));
  return [...found.values()].map((definition) => ({ apiVersion: apiVersionOf(definition), kind: definition.kind, plural: definition.plural, namespaced: definition.namespaced }));
}

function accountOf(username: string): Account {
  return { token: randomBytes(24).toString('base64url'), user: userOf(username) };
}

function userOf(username: string, groups: readonly string[] = []): User {
  return { username, groups: [...(username === 'admin' ? ['system:masters'] : []), ...groups, 'system:authenticated'] };
}
