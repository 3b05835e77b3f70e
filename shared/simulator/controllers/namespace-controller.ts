import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import { ApiError } from '../../kube/kube.ts';
import { namespaces } from '../../kube/resources.ts';
import type { Resource } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { emptyNamespace } from './namespaces/empty-namespace.ts';
import type { Namespace } from './namespaces/namespace.ts';
import { conditionsFor } from './namespaces/remaining.ts';
import type { Remaining } from './namespaces/remaining.ts';

const ownFinalizer = 'kubernetes';
/** A watch that fails is not worth more than another look in a moment. */
const retryMs = 1000;

/** Empties namespaces that are being deleted, and lets them go when nothing is left in them. */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  run: (world) => new NamespaceController(world).run(),
};

class NamespaceController {
  readonly #world: ControllerWorld;
  readonly #loop: ControlLoop;
  readonly #namespaces: Cache<Namespace>;
  /** Ends the watches of what was left the last time. */
  readonly #waits = new Map<string, AbortController>();

  constructor(world: ControllerWorld) {
    this.#world = world;
    this.#loop = new ControlLoop(world, 'namespace-controller');
    this.#namespaces = this.#loop.watch<Namespace>({ resource: namespaces }, ({ metadata: { name } }) => [name]);
  }

  run(): Promise<void> {
    return this.#loop.run((name) => this.#reconcile(name));
  }

  async #reconcile(name: string): Promise<void> {
    this.#waits.get(name)?.abort();
    this.#waits.delete(name);
    const namespace = this.#namespaces.get(undefined, name);
    if (namespace !== undefined && namespace.metadata.deletionTimestamp !== undefined && (namespace.spec?.finalizers ?? []).length > 0) {
      await this.#empty(await this.#writeStatus(namespace, { ...namespace.status, phase: 'Terminating' }));
    }
  }

  async #empty(namespace: Namespace): Promise<void> {
    const { name } = namespace.metadata;
    const { remaining, failures, isWaitingForPods } = await emptyNamespace(this.#loop.kube, name, this.#world.resources());
    const conditions = conditionsFor(namespace.status?.conditions ?? [], isWaitingForPods ? [] : remaining, failures, this.#loop.clock.now());
    const noted = await this.#writeStatus(namespace, { ...namespace.status, conditions });
    if (failures[0] !== undefined) {
      throw failures[0];
    }
    if (remaining.length > 0) {
      this.#waitForOne(name, remaining);
      return;
    }
    await this.#release(noted);
  }

  async #writeStatus(namespace: Namespace, status: NonNullable<Namespace['status']>): Promise<Namespace> {
    if (isDeepStrictEqual(status, namespace.status)) {
      return namespace;
    }
    const written = await this.#loop.kube.replace(namespaces, { ...namespace, status }, { subresource: 'status' });
    this.#namespaces.accept(written);
    return written;
  }

  /** Comes back when one of these is gone. */
  #waitForOne(name: string, remaining: readonly Remaining[]): void {
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#loop.signal, stop.signal]);
    this.#waits.set(name, stop);
    for (const { resource, resourceVersion } of remaining) {
      this.#deletion(resource, name, resourceVersion, signal).then(
        () => !signal.aborted && this.#loop.wake(name),
        () => !signal.aborted && this.#loop.wakeAfter(name, retryMs),
      );
    }
  }

  async #deletion(resource: Resource, namespace: string, resourceVersion: string, signal: AbortSignal): Promise<void> {
    for await (const { type } of this.#loop.kube.watch({ resource, namespace }, resourceVersion, signal)) {
      if (type === 'DELETED') {
        return;
      }
    }
  }

  async #release(namespace: Namespace): Promise<void> {
    const { name } = namespace.metadata;
    const finalizers = (namespace.spec?.finalizers ?? []).filter((finalizer) => finalizer !== ownFinalizer);
    const body = { ...namespace, spec: { ...namespace.spec, finalizers } };
    const { status, text } = await this.#loop.kube.request(`/api/v1/namespaces/${encodeURIComponent(name)}/finalize`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body });
    if (status >= 300 && status !== 404) {
      throw new ApiError(status, 'Unknown', `cannot finalize namespace ${name}: ${text.slice(0, 300)}`);
    }
  }
}
