/** Brings up the embedded cluster with the product, the app, its users and its Canary, each by the way that a real one takes. */
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployments } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { createPodinfo } from '../../shared/simulator/pods/programs/podinfo.ts';
import { traefik } from '../../shared/simulator/pods/programs/traefik/traefik.ts';
import { startLoad } from '../../shared/simulator/pods/load.ts';
import { traefikObjects } from '../../shared/simulator/pods/traefik-objects.ts';
import { startSimulator } from '../../shared/simulator/simulator.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { version } from '../../shared/version.ts';
import { issueAuthority, issueServing } from '../../webhook/certificates/issue.ts';
import { applyObjects } from '../install/apply-objects.ts';
import { awaitObject } from '../install/await-object.ts';
import { desiredObjects } from '../install/desired-objects.ts';
import { readManifests } from '../install/manifests.ts';
import { isRolledOut } from '../install/readiness.ts';
import type { Demo } from './demo.ts';
import { appObjects, demoApp, demoCanary, demoHost, demoNamespace } from './demo-objects.ts';
import { productProgram } from './product-program.ts';
import { UserBook } from './user-counts.ts';

export interface DemoOptions {
  readonly clock: Clock;
  /** Of the API server; any that is free where absent. */
  readonly port: number | undefined;
  /** Real ones. */
  readonly requestsPerSecond: number;
  readonly signal: AbortSignal;
  tell(line: string): void;
}

/** @throws Failure where the port is taken, or something of the cluster does not come up. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { clock, port, tell } = options;
  const authority = await issueAuthority(clock.now());
  const serving = await issueServing({ authority, hosts: ['127.0.0.1', 'localhost'], now: clock.now() });
  const podinfo = createPodinfo();
  const simulator = await startSimulator({
    serving: { certificateAuthority: authority.certificate, certificate: serving.certificate, key: serving.key },
    clock, programs: [podinfo.program, traefik, productProgram], ...(port === undefined ? {} : { port }),
  });
  const ending = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-canary-demo-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C ends the process at once, and so does a reader of stdout that goes away.
  process.on('exit', removeFolder);
  const stop = async () => {
    ending.abort();
    await simulator.stop();
    process.off('exit', removeFolder);
    removeFolder();
  };
  try {
    const kubeconfigPath = join(folder, 'kubeconfig');
    await writeFile(kubeconfigPath, simulator.kubeconfigFor('admin', { namespace: demoNamespace }), { mode: 0o600 });
    const kube = simulator.kubeFor('admin', { namespace: demoNamespace });
    tell(`an embedded Kubernetes serves at ${simulator.url}`);
    await setUp(kube, options);
    const users = startUsers(simulator, options, ending.signal);
    return { kube, clock, kubeconfigPath, users, afflict: (ailing, ailment) => podinfo.inject(ailing, { errorRate: (ailment.errorPercent ?? 0) / 100, latencyMs: ailment.latencyMs ?? 0 }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function setUp(kube: Kube, { signal, tell }: DemoOptions): Promise<void> {
  for (const object of [...traefikObjects(), ...appObjects()]) {
    await kube.create(resourceOf(object), object);
  }
  const choices = { image: `kubectl-canary:${version}`, runner: false, drive: false };
  await applyObjects({ kube, objects: desiredObjects(await readManifests(), choices), signal, report: () => undefined, tell });
  await awaitObject(kube, { resource: deployments, namespace: demoNamespace, name: demoApp }, (found) => found !== undefined && isRolledOut(found), signal);
  await kube.create(resourceOf(demoCanary()), demoCanary());
}

function startUsers({ network }: Simulator, { clock, requestsPerSecond }: DemoOptions, signal: AbortSignal): Demo['users'] {
  const book = new UserBook();
  const address = network.service({ namespace: 'traefik', name: 'traefik', port: 80 });
  startLoad({ url: `http://127.0.0.1:${address?.port}`, host: demoHost, requestsPerSecond, signal, onAnswer: (answer) => book.add({ ...answer, at: clock.now() }) });
  return () => book.counts(clock.now());
}

const plurals: Record<string, string> = { IngressRoute: 'ingressroutes', NetworkPolicy: 'networkpolicies', Canary: 'canaries' };
const clusterScoped = ['Namespace', 'CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding'];

function resourceOf({ apiVersion, kind }: KubeObject): Resource {
  return { apiVersion, kind, plural: plurals[kind] ?? `${kind.toLowerCase()}s`, namespaced: !clusterScoped.includes(kind) };
}
