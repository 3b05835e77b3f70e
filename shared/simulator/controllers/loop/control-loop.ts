import { watchObjects } from '../../../kube/cache.ts';
import type { Cache } from '../../../kube/cache.ts';
import type { Kube, KubeObject, Selection } from '../../../kube/kube.ts';
import type { Clock } from '../../../time/clock.ts';
import type { ControllerWorld } from '../controller.ts';
import { EventRecorder } from './event-recorder.ts';
import { WorkQueue } from './work-queue.ts';

/** What every controller does alike: it follows objects, and reconciles a key whenever something that concerns it has changed. */
export class ControlLoop {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly events: EventRecorder;
  readonly #log: (line: string) => void;
  readonly #queue: WorkQueue;
  readonly #synced: Promise<void>[] = [];
  #reconcile: (key: string) => Promise<void> = async () => undefined;

  /** `component` is whose events they are, e.g. `deployment-controller`. */
  constructor(world: ControllerWorld, component: string) {
    this.kube = world.kube;
    this.clock = world.clock;
    this.signal = world.signal;
    this.#log = (line) => world.log(`${component}: ${line}`);
    this.events = new EventRecorder(world, component);
    this.#queue = new WorkQueue({
      clock: world.clock,
      signal: world.signal,
      work: (key) => this.#reconcile(key),
      onError: (key, error) => this.#log(`${key}: ${error.message}`),
    });
  }

  /** Follows objects; `keysOf` names whom a change concerns. To be called before `run`. */
  watch<T extends KubeObject>(selection: Selection, keysOf: (object: T, change: 'set' | 'gone') => Iterable<string>): Cache<T> {
    const cache = watchObjects<T>(this.kube, selection, {
      signal: this.signal,
      onChange: (object, change) => {
        for (const key of keysOf(object, change)) {
          this.wake(key);
        }
      },
      onError: (error) => this.#log(error.message),
    });
    this.#synced.push(cache.synced);
    return cache;
  }

  wake(key: string): void {
    this.#queue.add(key);
  }

  /** Reconciles the key again when so many milliseconds have passed. */
  wakeAfter(key: string, milliseconds: number): void {
    this.#queue.addAfter(key, milliseconds);
  }

  /** Reconciles until the signal, one time per key at once, once all that is watched is known. @throws ApiError where a watch is refused for good */
  async run(reconcile: (key: string) => Promise<void>): Promise<void> {
    this.#reconcile = reconcile;
    try {
      await Promise.all(this.#synced);
    } catch (error) {
      if (this.signal.aborted) {
        return;
      }
      throw error;
    }
    this.#queue.open();
    await ended(this.signal);
    await this.#queue.idle();
    await this.events.written();
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
}
