import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import { pods, replicaSets } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { failureOf } from './loop/failure-of.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import { isActive, millisecondsUntilNextAvailable } from './objects/pod.ts';
import type { Pod } from './objects/pod.ts';
import type { ReplicaSet } from './objects/workloads.ts';
import { carryOutClaim } from './ownership/carry-out-claim.ts';
import { claim } from './ownership/claim.ts';
import { isControlledBy } from './ownership/controller-ref.ts';
import { ownerKeys } from './ownership/owner-keys.ts';
import { podFromTemplate } from './pods-of/pod-from-template.ts';
import { PodWriter } from './pods-of/pod-writer.ts';
import { podChanges, statusOf } from './replicasets/decide.ts';

/** Keeps as many pods as each ReplicaSet asks for, and counts them. */
export const replicasetController: Controller = {
  name: 'replicaset-controller',
  run: (world) => new ReplicaSetController(world).run(),
};

class ReplicaSetController {
  readonly #loop: ControlLoop;
  readonly #writer: PodWriter;
  readonly #replicaSets: Cache<ReplicaSet>;
  readonly #pods: Cache<Pod>;

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'replicaset-controller');
    this.#writer = new PodWriter(this.#loop);
    this.#replicaSets = this.#loop.watch<ReplicaSet>({ resource: replicaSets }, (set) => [keyOf(set)]);
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod, change) => {
      this.#writer.seen(pod, change);
      return ownerKeys(pod, 'ReplicaSet', this.#replicaSets.list());
    });
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const set = this.#replicaSets.get(namespace, name);
    if (set === undefined) {
      return;
    }
    await this.#claimPods(set);
    const failure = await failureOf(this.#change(set));
    const now = this.#loop.clock.now();
    await this.#writeStatus(set, failure, now);
    if (failure !== undefined) {
      throw failure;
    }
    const waitMs = millisecondsUntilNextAvailable(this.#podsOf(set).filter(isActive), set.spec.minReadySeconds ?? 0, now);
    if (waitMs !== undefined) {
      this.#loop.wakeAfter(key, waitMs);
    }
  }

  /** Only living ones are adopted or let go. */
  async #claimPods(set: ReplicaSet): Promise<void> {
    const living = this.#writer.asKnown(this.#pods.list()).filter(isActive);
    await carryOutClaim({ kube: this.#loop.kube, owner: set, ownerResource: replicaSets, resource: pods, cache: this.#pods }, claim(set, living));
  }

  async #change(set: ReplicaSet): Promise<void> {
    const { create, remove } = podChanges(set, this.#podsOf(set));
    // One after the other: where one cannot be made, the next could not be either.
    for (let made = 0; made < create; made += 1) {
      await this.#writer.create(set, podFromTemplate(set.spec.template, set), this.#pods);
    }
    await Promise.all(remove.map((pod) => this.#writer.delete(set, pod)));
  }

  async #writeStatus(set: ReplicaSet, failure: Error | undefined, now: Date): Promise<void> {
    const status = statusOf(set, this.#podsOf(set), failure, now);
    if (!isDeepStrictEqual(status, set.status)) {
      this.#replicaSets.accept(await this.#loop.kube.replace(replicaSets, { ...set, status }, { subresource: 'status' }));
    }
  }

  #podsOf(set: ReplicaSet): Pod[] {
    return this.#writer.asKnown(this.#pods.list()).filter((pod) => isControlledBy(pod, set));
  }
}
