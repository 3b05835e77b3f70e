/** A node with a fake API server, a clock that stands still, and programs whose ends a test brings about. */
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { pods } from '../../shared/kube/resources.ts';
import { ClusterNetwork } from '../../shared/simulator/pods/cluster-network.ts';
import { runKubelet } from '../../shared/simulator/pods/kubelet.ts';
import type { Pod, PodContainer, PodSpec, PodStatus } from '../../shared/simulator/pods/kubelet/pod.ts';
import { LogBook } from '../../shared/simulator/pods/log-book.ts';
import type { Program, StartedContainer } from '../../shared/simulator/pods/program.ts';
import { listen } from '../../shared/simulator/pods/programs/listen.ts';
import { Store } from '../../shared/simulator/storage/store.ts';
import { FakeKube } from './fake-kube.ts';
import { ManualClock } from './a-manual-clock.ts';
import { until } from './until.ts';

export const node = 'node-1';

/** A program that serves on 8080 what its test says, and remembers each of its starts. */
export class ScriptedProgram implements Program {
  readonly image = 'app';
  readonly starts: StartedContainer[] = [];
  /** Milliseconds of grace that each stop was given. */
  readonly stops: number[] = [];
  /** The status with which all is answered. */
  status = 200;
  /** Thrown at the next start. */
  failure: Error | undefined;

  async start(container: StartedContainer) {
    this.starts.push(container);
    container.log(`start ${this.starts.length}`);
    if (this.failure !== undefined) {
      throw this.failure;
    }
    const running = await listen(new Map([[8080, (_request, response) => void response.writeHead(this.status).end('app')]]), container.clock);
    return {
      ports: running.ports,
      stop: async (graceMs: number) => {
        this.stops.push(graceMs);
        await running.stop(graceMs);
      },
    };
  }
}

export class TestNode implements AsyncDisposable {
  readonly kube = new FakeKube();
  readonly clock = new ManualClock();
  readonly network = new ClusterNetwork(new Store());
  readonly logs = new LogBook();
  readonly program = new ScriptedProgram();
  readonly #ending = new AbortController();
  readonly #ended: Promise<void>;

  constructor() {
    const { kube, clock, network, logs } = this;
    kube.onRequest = (path, { method }) => this.#answer(path, method);
    this.#ended = runKubelet({ kube, clock, network, logs, nodeName: node, programs: [this.program], signal: this.#ending.signal, kubeFor: () => kube as Kube, log: () => undefined });
  }

  /** A pod that the scheduler has bound to the node. */
  bind(name: string, container: Partial<PodContainer> = {}, spec: Partial<PodSpec> = {}): void {
    this.kube.put({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'test' },
      spec: { nodeName: node, containers: [{ name: 'c', image: 'example.com/app:1', ports: [{ name: 'http', containerPort: 8080 }], ...container }], ...spec },
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'True' }] },
    } as KubeObject);
  }

  /** What a person's `kubectl delete pod` leads to. */
  markDeleted(name: string, graceSeconds: number): void {
    const pod = this.kube.peek<Pod>(pods, name)!;
    const metadata = { ...pod.metadata, deletionTimestamp: '2026-01-01T12:00:30Z', deletionGracePeriodSeconds: graceSeconds, finalizers: ['test/kept'] };
    this.kube.put({ ...pod, metadata });
  }

  status(name: string): PodStatus {
    return this.kube.peek<Pod>(pods, name)?.status ?? {};
  }

  container(name: string) {
    return this.status(name).containerStatuses?.[0];
  }

  isReady(name: string): boolean {
    return this.status(name).conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  }

  /** What the node's events say, each once, in order. */
  events(): string[] {
    return this.kube.calls.filter(({ verb, resource }) => verb === 'create' && resource === 'events').map(({ body }) => `${(body as { reason: string }).reason}: ${(body as { message: string }).message}`);
  }

  /** Lets the clock run until it is so, by so many milliseconds at a time. */
  async pass(what: string, isSo: () => boolean, stepMs = 50): Promise<void> {
    await until(what, () => {
      if (!isSo()) {
        this.clock.advance(stepMs);
      }
      return isSo();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await this.#ended;
  }

  #answer(path: string, method: string | undefined) {
    const name = path.split('/').at(-1)!;
    const pod = this.kube.peek<Pod>(pods, name);
    if (method !== 'DELETE' || pod === undefined) {
      return { status: 404, headers: {}, text: '' };
    }
    const { finalizers: _kept, ...metadata } = pod.metadata;
    this.kube.put({ ...pod, metadata });
    return { status: 200, headers: {}, text: '{}' };
  }
}
