/**
 * The tutorial, walked on the simulated cluster in a namespace of its own: podinfo 6.0.0 becomes 6.0.1 by way of 30 and 60 percent, then
 * 6.0.2 answers with errors and is rolled back. Who drives, and what befalls the drivers, is up to the caller.
 */
import { drive } from '../../shared/engine/drive.ts';
import type { DriveOptions } from '../../shared/engine/drive.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, configMaps, deployments, services } from '../../shared/kube/resources.ts';
import { routeOf } from '../../shared/routing/route-of.ts';
import { traefik } from '../../shared/routing/routers/traefik.ts';
import { sendDirectly } from '../../shared/kube/direct-http.ts';
import { startLoad } from '../../shared/simulator/pods/load.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { aCanary } from '../builders/a-canary.ts';
import { until } from '../builders/until.ts';

const ingressRoutes = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', plural: 'ingressroutes', namespaced: true } as const;
const namespaces = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false } as const;
const requestsPerSecond = 25;

/** What a walk through the tutorial came to: all that has to be the same, whatever befell. */
export interface TutorialEnd {
  /** Each weight that the data plane was given, in order. */
  readonly weights: readonly number[];
  readonly image: string;
  readonly held: boolean;
  readonly phase: string;
  readonly canaryReplicas: number;
  /** Answers that users got from nobody, or as an error of a version that is good. */
  readonly failedRequests: readonly string[];
  /** Every change of phase that the history has, in order. */
  readonly phases: readonly string[];
}

export const tutorialEnd: TutorialEnd = {
  weights: [0, 30, 60, 0, 30, 0],
  image: 'ghcr.io/stefanprodan/podinfo:6.0.2-errors50',
  held: true,
  phase: 'Failed',
  canaryReplicas: 0,
  failedRequests: [],
  phases: ['Initialized', 'Progressing', 'Promoting', 'Succeeded', 'Progressing', 'Failed'],
};

type Drive = (options: Partial<DriveOptions> & { kube: Kube; identity: string }) => ReturnType<typeof drive>;

export class TutorialRun {
  readonly namespace: string;
  readonly kube: Kube;
  readonly #simulator: Simulator;
  readonly #weights: number[] = [];
  readonly #failed: string[] = [];
  readonly #ending = new AbortController();

  constructor(simulator: Simulator, namespace: string) {
    this.namespace = namespace;
    this.kube = simulator.kubeFor('admin', { namespace });
    this.#simulator = simulator;
  }

  /** The app with its users and its Canary, before anybody drives. */
  async begin(): Promise<void> {
    const { kube, namespace } = this;
    await kube.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await kube.create(deployments, podinfo(namespace));
    await kube.create(services, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo', namespace }, spec: { selector: { app: 'podinfo' }, ports: [{ port: 80, targetPort: 9898 }] } } as KubeObject);
    await kube.create(ingressRoutes, route(namespace, this.host));
    await this.#until(deployments, (found) => (found as { status?: { availableReplicas?: number } }).status?.availableReplicas === 2);
    this.#followWeights();
    await kube.create(canaries, aTutorialCanary(namespace));
    // Other things happen in a cluster: what is a few versions old knows the Canary.
    for (let number = 0; number < 12; number += 1) {
      await kube.create(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `other-${number}`, namespace } });
    }
  }

  /** Users call as soon as Traefik has learnt the route. */
  async startUsers(): Promise<void> {
    const address = this.#simulator.network.service({ namespace: 'traefik', name: 'traefik', port: 80 });
    await until('the route is known', async () => (await sendDirectly(`http://127.0.0.1:${address?.port}/`, { headers: { Host: this.host } })).status === 200);
    startLoad({
      url: `http://127.0.0.1:${address?.port}`, host: this.host, requestsPerSecond, signal: this.#ending.signal,
      onAnswer: ({ status, version }) => {
        if (status !== 200 && version !== '6.0.2') {
          this.#failed.push(`${status} from ${version ?? 'nobody'} at ${this.#simulator.clock.now().toISOString()}`);
        }
      },
    });
  }

  get host(): string {
    return `${this.namespace}.example.com`;
  }

  get canary(): Canary | undefined {
    return this.#simulator.store.get({ group: 'kubectl-canary.dev', plural: 'canaries' }, this.namespace, 'podinfo') as unknown as Canary | undefined;
  }

  /** One driver, as this test's person. */
  drive: Drive = (options) => drive({
    namespace: this.namespace, name: 'podinfo', user: 'admin', host: 'operator', begin: true, idle: 'end', clock: this.#simulator.clock, ...options,
    signal: options.signal === undefined ? this.#ending.signal : AbortSignal.any([this.#ending.signal, options.signal]),
  });

  /** `kubectl set image`, sent by somebody whom no fault befalls. */
  async setImage(tag: string): Promise<void> {
    const { status, text } = await this.kube.request(`/apis/apps/v1/namespaces/${this.namespace}/deployments/podinfo`, {
      method: 'PATCH', headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
      body: { spec: { template: { spec: { containers: [{ name: 'podinfod', image: `ghcr.io/stefanprodan/podinfo:${tag}` }] } } } },
    });
    if (status !== 200) {
      throw new Error(`set image to ${tag}: ${text}`);
    }
  }

  /** What the status says of its way, for who wonders about it. */
  get log(): string {
    return (this.canary?.status?.history ?? []).map(({ at, phase, weight, because }) => `${at} ${phase} ${weight} ${because}`).join('\n');
  }

  /** Ends users and drivers, and says what it came to. */
  end(): TutorialEnd {
    this.#ending.abort();
    const { store } = this.#simulator;
    const target = store.get({ group: 'apps', plural: 'deployments' }, this.namespace, 'podinfo') as unknown as Deployment;
    const canaryWorkload = store.get({ group: 'apps', plural: 'deployments' }, this.namespace, 'podinfo-canary') as unknown as Deployment | undefined;
    const { phase = '', history = [] } = this.canary?.status ?? {};
    return {
      weights: [...this.#weights],
      image: target.spec.template.spec.containers[0]!.image,
      held: target.metadata.annotations?.['kubectl-canary.dev/held-by'] !== undefined,
      phase,
      canaryReplicas: canaryWorkload?.spec.replicas ?? 0,
      failedRequests: [...this.#failed],
      phases: history.map((entry) => entry.phase).filter((each, index, all) => each !== all[index - 1]),
    };
  }

  #followWeights(): void {
    const stop = this.#simulator.store.listen(({ resource, after }) => {
      if (resource !== 'traefik.io/traefikservices' || after === undefined || after.metadata.namespace !== this.namespace || this.canary === undefined) {
        return;
      }
      const weight = traefik.weights(routeOf(this.canary), { weighted: after })?.canary;
      if (weight !== undefined && weight !== this.#weights.at(-1)) {
        this.#weights.push(weight);
      }
    });
    this.#ending.signal.addEventListener('abort', stop);
  }

  async #until(resource: typeof deployments, isWanted: (object: KubeObject) => boolean): Promise<void> {
    for await (const { object } of this.kube.watch({ resource, namespace: this.namespace, fieldSelector: 'metadata.name=podinfo' }, '0', this.#ending.signal)) {
      if (isWanted(object)) {
        return;
      }
    }
  }
}

interface Deployment extends KubeObject {
  spec: { replicas?: number; template: { spec: { containers: { image: string }[] } } };
}

function podinfo(namespace: string): KubeObject {
  const labels = { app: 'podinfo' };
  const container = {
    name: 'podinfod', image: 'ghcr.io/stefanprodan/podinfo:6.0.0', ports: [{ name: 'http', containerPort: 9898 }],
    readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1 },
  };
  const spec = {
    replicas: 2, minReadySeconds: 1, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'podinfo', namespace }, spec } as KubeObject;
}

function route(namespace: string, host: string): KubeObject {
  const services = [{ kind: 'TraefikService', name: 'podinfo', port: 80 }];
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'podinfo', namespace }, spec: { entryPoints: ['web'], routes: [{ kind: 'Rule', match: `Host(\`${host}\`)`, services }] } } as KubeObject;
}

function aTutorialCanary(namespace: string): KubeObject {
  const metrics = [{ name: 'request-success-rate', interval: '30s', thresholdRange: { min: 99 } }];
  const { status: _status, ...canary } = aCanary().inNamespace(namespace).routedBy('traefik').steppingThrough(30, 60).every('30s').tolerating(2).analysed({ metrics }).serving({ port: 80, targetPort: 9898 }).build();
  const { uid: _uid, resourceVersion: _version, generation: _generation, creationTimestamp: _created, ...metadata } = canary.metadata as KubeObject['metadata'];
  return { ...canary, metadata } as KubeObject;
}
