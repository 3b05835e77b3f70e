import { watchObjects } from '../../kube/cache.ts';
import type { Cache } from '../../kube/cache.ts';
import { isStatus } from '../../kube/kube.ts';
import type { Kube } from '../../kube/kube.ts';
import { pods } from '../../kube/resources.ts';
import type { Clock } from '../../time/clock.ts';
import type { ApiObject } from '../api-object.ts';
import { nodes } from '../controllers/objects/resources.ts';
import { timestamp } from '../controllers/objects/timestamp.ts';
import { pauseByClock } from './clock-pause.ts';
import { letOthersRun } from './let-others-run.ts';
import { EventRecorder } from './kubelet/event-recorder.ts';
import { nodeObject } from './kubelet/node.ts';
import type { Pod } from './kubelet/pod.ts';
import { PodAddresses } from './kubelet/pod-addresses.ts';
import { PodRunner } from './kubelet/pod-runner.ts';
import type { PodWorld } from './kubelet/pod-runner.ts';
import { dataReader } from './kubelet/read-data.ts';
import type { LogBook } from './log-book.ts';
import type { PodNetwork } from './network.ts';
import type { Program } from './program.ts';

export interface KubeletWorld {
  /** The API server with the node's rights. */
  readonly kube: Kube;
  readonly clock: Clock;
  /** Ends the node, and at once all that runs on it. */
  readonly signal: AbortSignal;
  readonly nodeName: string;
  /** The images there are. */
  readonly programs: readonly Program[];
  readonly network: PodNetwork;
  readonly logs: LogBook;
  /** The API server with the rights of the pod's service account. */
  kubeFor(pod: ApiObject): Kube;
  /** What goes wrong and is tried again. */
  log(line: string): void;
}

/**
 * Runs a node: it registers itself and runs the pods that are bound to it, as programs inside this process. Resolves after the signal,
 * when nothing of it runs any more.
 */
export async function runKubelet(world: KubeletWorld): Promise<void> {
  await new NodeAgent(world).run();
}

const retryMs = 1000;

class NodeAgent {
  readonly #world: KubeletWorld;
  readonly #events: EventRecorder;
  readonly #addresses = new PodAddresses();
  readonly #images = new Set<string>();
  /** By the pods' uid. */
  readonly #runners = new Map<string, PodRunner>();
  #cache: Cache<Pod> | undefined;

  constructor(world: KubeletWorld) {
    this.#world = world;
    this.#events = new EventRecorder(world);
  }

  async run(): Promise<void> {
    const { kube, signal, nodeName } = this.#world;
    await this.#register();
    this.#cache = watchObjects<Pod>(kube, { resource: pods, fieldSelector: `spec.nodeName=${nodeName}` }, {
      signal,
      onChange: (pod, change) => this.#take(pod, change),
      onError: (error) => this.#world.log(`pods: ${error.message}`),
    });
    await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
    await Promise.all([...this.#runners.values()].map((runner) => runner.vanish()));
    await this.#events.recorded();
  }

  async #register(): Promise<void> {
    const { kube, clock, signal, nodeName } = this.#world;
    const node = nodeObject(nodeName, timestamp(clock.now()));
    while (!signal.aborted) {
      try {
        await kube.create(nodes, node).catch((error: Error) => (isStatus(error, 409) ? undefined : Promise.reject(error)));
        await kube.patch({ resource: nodes, name: nodeName }, { status: node.status }, { subresource: 'status' });
        return;
      } catch (error) {
        this.#world.log(`node ${nodeName}: ${(error as Error).message}`);
        await pauseByClock(clock, retryMs, signal);
      }
    }
  }

  #take(pod: Pod, change: 'set' | 'gone'): void {
    const { uid = '' } = pod.metadata;
    const runner = this.#runners.get(uid);
    if (change === 'gone') {
      void runner?.vanish();
    } else if (runner !== undefined) {
      runner.update(pod);
    } else if (!this.#world.signal.aborted && !hasEnded(pod)) {
      void this.#run(pod, uid);
    }
  }

  async #run(pod: Pod, uid: string): Promise<void> {
    const runner = new PodRunner(pod, this.#addresses.take(), this.#podWorld());
    const namesakes = [...this.#runners.values()].filter((other) => isNamesake(other.pod, pod));
    this.#runners.set(uid, runner);
    // Who has bound it tells of that first.
    await Promise.all([letOthersRun(1), ...namesakes.map((other) => other.vanish())]);
    runner.start();
    await runner.ended;
    this.#forget(runner, uid);
  }

  #forget({ pod, ip }: PodRunner, uid: string): void {
    this.#runners.delete(uid);
    this.#addresses.giveBack(ip);
    this.#events.forget(pod);
    const { name, namespace = '' } = pod.metadata;
    if (![...this.#runners.values()].some((other) => isNamesake(other.pod, pod))) {
      pod.spec.containers.forEach((container) => this.#world.logs.forget({ namespace, pod: name, container: container.name }));
    }
  }

  #podWorld(): PodWorld {
    const { kube, clock, network, logs, programs, kubeFor } = this.#world;
    return {
      kube, clock, network, logs, programs, kubeFor,
      events: this.#events,
      images: this.#images,
      readData: (namespace) => dataReader(kube, namespace),
      accept: (pod) => this.#cache?.accept(pod),
    };
  }
}

/** Whether all of it has ended for good, before this node knew of it. */
function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function isNamesake(one: Pod, other: Pod): boolean {
  return one.metadata.name === other.metadata.name && one.metadata.namespace === other.metadata.namespace && one.metadata.uid !== other.metadata.uid;
}
