import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import { pods } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { daemonPod } from './daemonsets/daemon-pod.ts';
import { decide } from './daemonsets/decide.ts';
import type { Observed } from './daemonsets/decide.ts';
import { statusOf } from './daemonsets/status.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { failureOf } from './loop/failure-of.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Node } from './objects/node.ts';
import { millisecondsUntilNextAvailable } from './objects/pod.ts';
import type { Pod } from './objects/pod.ts';
import { controllerRevisions, daemonSets, nodes } from './objects/resources.ts';
import type { ControllerRevision, DaemonSet } from './objects/workloads.ts';
import { carryOutClaim } from './ownership/carry-out-claim.ts';
import { claim } from './ownership/claim.ts';
import { ownerKeys } from './ownership/owner-keys.ts';
import { PodWriter } from './pods-of/pod-writer.ts';
import { beyondLimit, controllerRevisionHash } from './revisions/controller-revision.ts';
import { dropRevisions, keepRevisions } from './revisions/keep-revisions.ts';

/** Keeps one pod of each DaemonSet on every node that fits. */
export const daemonsetController: Controller = {
  name: 'daemonset-controller',
  run: (world) => new DaemonSetController(world).run(),
};

class DaemonSetController {
  readonly #loop: ControlLoop;
  readonly #writer: PodWriter;
  readonly #daemonSets: Cache<DaemonSet>;
  readonly #nodes: Cache<Node>;
  readonly #revisions: Cache<ControllerRevision>;
  readonly #pods: Cache<Pod>;

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'daemonset-controller');
    this.#writer = new PodWriter(this.#loop);
    this.#daemonSets = this.#loop.watch<DaemonSet>({ resource: daemonSets }, (set) => [keyOf(set)]);
    this.#nodes = this.#loop.watch<Node>({ resource: nodes }, () => this.#daemonSets.list().map(keyOf));
    this.#revisions = this.#loop.watch<ControllerRevision>({ resource: controllerRevisions }, (revision) => ownerKeys(revision, 'DaemonSet', this.#daemonSets.list()));
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod, change) => {
      this.#writer.seen(pod, change);
      return ownerKeys(pod, 'DaemonSet', this.#daemonSets.list());
    });
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const set = this.#daemonSets.get(namespace, name);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) {
      return;
    }
    const { present, old } = await keepRevisions({ kube: this.#loop.kube, ownerResource: daemonSets, cache: this.#revisions, hashLabel: controllerRevisionHash }, set);
    const hash = present.metadata.labels?.[controllerRevisionHash] ?? '';
    const failure = await failureOf(this.#change(await this.#observe(set, hash)));
    const observed = await this.#observe(set, hash);
    await this.#writeStatus(observed);
    if (failure !== undefined) {
      throw failure;
    }
    await this.#dropUnused(observed, old);
    const waitMs = millisecondsUntilNextAvailable(observed.pods, set.spec.minReadySeconds ?? 0, this.#loop.clock.now());
    if (waitMs !== undefined) {
      this.#loop.wakeAfter(key, waitMs);
    }
  }

  async #observe(set: DaemonSet, hash: string): Promise<Observed> {
    const context = { kube: this.#loop.kube, owner: set, ownerResource: daemonSets, resource: pods, cache: this.#pods };
    const own = await carryOutClaim(context, claim(set, this.#pods.list()));
    return { set, pods: this.#writer.asKnown(own), nodes: this.#nodes.list(), hash };
  }

  async #change(observed: Observed): Promise<void> {
    const { set, hash } = observed;
    const { createOn, remove, notes } = decide(observed, this.#loop.clock.now());
    this.#loop.events.record(set, ...notes);
    await Promise.all(remove.map((pod) => this.#writer.delete(set, pod)));
    for (const nodeName of createOn) {
      await this.#writer.create(set, daemonPod(set, nodeName, hash), this.#pods);
    }
  }

  async #writeStatus(observed: Observed): Promise<void> {
    const { set } = observed;
    const status = statusOf(observed, this.#loop.clock.now());
    if (!isDeepStrictEqual(status, set.status)) {
      this.#daemonSets.accept(await this.#loop.kube.replace(daemonSets, { ...set, status }, { subresource: 'status' }));
    }
  }

  async #dropUnused({ set, pods: own }: Observed, old: readonly ControllerRevision[]): Promise<void> {
    const hashes = new Set(own.map(({ metadata }) => metadata.labels?.[controllerRevisionHash]));
    await dropRevisions(this.#loop.kube, beyondLimit(old, set.spec.revisionHistoryLimit ?? 10, ({ metadata }) => hashes.has(metadata.labels?.[controllerRevisionHash])));
  }
}
