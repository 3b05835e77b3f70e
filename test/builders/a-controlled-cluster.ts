/** Kubernetes' controllers at work over a cluster in memory. Pods do what the test says; the clock stands until the test moves it. */
import type { KubeObject } from '../../shared/kube/kube.ts';
import { events, pods } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { Controller, ControllerWorld } from '../../shared/simulator/controllers/controller.ts';
import { isReady } from '../../shared/simulator/controllers/objects/pod.ts';
import type { Pod } from '../../shared/simulator/controllers/objects/pod.ts';
import { timestamp } from '../../shared/simulator/controllers/objects/timestamp.ts';
import { ManualClock } from './a-manual-clock.ts';
import { FakeKube } from './fake-kube.ts';

/** So many rounds of the event loop without a call mean that nobody has anything to do. */
const quietRounds = 12;

export class ControlledCluster {
  readonly clock = new ManualClock();
  readonly kube: FakeKube;
  readonly log: string[] = [];
  readonly #stop = new AbortController();
  readonly #running: Promise<void>[] = [];

  constructor(options: { collectsGarbage?: boolean } = {}) {
    this.kube = new FakeKube({ ...options, now: () => this.clock.now() });
  }

  get world(): ControllerWorld {
    return {
      kube: this.kube, clock: this.clock, signal: this.#stop.signal,
      certificateAuthority: 'PEM of the authority',
      resources: () => [],
      log: (line) => this.log.push(line),
    };
  }

  start(controllers: readonly Controller[], world: Partial<ControllerWorld> = {}): this {
    this.#running.push(...controllers.map((controller) => controller.run({ ...this.world, ...world })));
    return this;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.kube.endWatches();
    await Promise.all(this.#running);
  }

  /** Resolves when all controllers have done what there is to do just now. */
  async settled(): Promise<void> {
    for (let round = 0, calls = -1; round < quietRounds; round += 1) {
      round = calls === this.kube.calls.length ? round : 0;
      calls = this.kube.calls.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets so much time pass, second by second, with everybody doing what is due. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 1) {
      this.clock.advance(1000);
      await this.settled();
    }
  }

  async list<T extends KubeObject>(resource: Resource): Promise<T[]> {
    return (await this.kube.list<T>({ resource })).items;
  }

  async pods(): Promise<Pod[]> {
    return this.list<Pod>(pods);
  }

  /** The messages of all events so far. */
  async told(): Promise<string[]> {
    return (await this.list<KubeObject & { reason: string; message: string }>(events)).map(({ reason, message }) => `${reason}: ${message}`);
  }

  /** These pods run and are ready from now on; without a word, all that are not yet. */
  async makeReady(which?: readonly Pod[]): Promise<void> {
    for (const pod of which ?? (await this.pods()).filter((each) => !isReady(each))) {
      this.setReady(pod, 'True');
    }
    await this.settled();
  }

  setReady(pod: Pod, status: 'True' | 'False'): void {
    const ready = { type: 'Ready', status, lastTransitionTime: timestamp(this.clock.now()) } as const;
    const newest = this.kube.peek<Pod>(pods, pod.metadata.name, pod.metadata.namespace) ?? pod;
    this.kube.put({ ...newest, spec: { ...newest.spec, nodeName: 'node-1' }, status: { ...newest.status, phase: 'Running', conditions: [ready] } } as Pod);
  }
}
