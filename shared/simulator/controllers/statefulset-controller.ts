import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import { referenceOf } from '../../kube/kube.ts';
import { pods } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { failureOf } from './loop/failure-of.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import { millisecondsUntilNextAvailable } from './objects/pod.ts';
import type { Pod } from './objects/pod.ts';
import { controllerRevisions, persistentVolumeClaims, statefulSets } from './objects/resources.ts';
import type { ControllerRevision, StatefulSet } from './objects/workloads.ts';
import { carryOutClaim } from './ownership/carry-out-claim.ts';
import { claim } from './ownership/claim.ts';
import { ownerKeys } from './ownership/owner-keys.ts';
import { PodWriter } from './pods-of/pod-writer.ts';
import { beyondLimit, templateOf } from './revisions/controller-revision.ts';
import { dropRevisions, keepRevisions } from './revisions/keep-revisions.ts';
import { decide } from './statefulsets/decide.ts';
import type { Observed, Revision } from './statefulsets/decide.ts';
import { claimNote, statefulPodNotes } from './statefulsets/pod-notes.ts';
import { claimsOf, ordinalOf, revisionOf } from './statefulsets/stateful-pod.ts';
import { statusOf } from './statefulsets/status.ts';

const hashLabel = 'controller.kubernetes.io/hash';

/** Keeps the pods of StatefulSets, each with a name, a host name and volumes of its own. */
export const statefulsetController: Controller = {
  name: 'statefulset-controller',
  run: (world) => new StatefulSetController(world).run(),
};

class StatefulSetController {
  readonly #loop: ControlLoop;
  readonly #writer: PodWriter;
  readonly #statefulSets: Cache<StatefulSet>;
  readonly #revisions: Cache<ControllerRevision>;
  readonly #pods: Cache<Pod>;

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'statefulset-controller');
    const { kube, clock, events } = this.#loop;
    this.#writer = new PodWriter({ kube, clock, events, notes: statefulPodNotes });
    this.#statefulSets = this.#loop.watch<StatefulSet>({ resource: statefulSets }, (set) => [keyOf(set)]);
    this.#revisions = this.#loop.watch<ControllerRevision>({ resource: controllerRevisions }, (revision) => ownerKeys(revision, 'StatefulSet', this.#statefulSets.list()));
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod, change) => {
      this.#writer.seen(pod, change);
      return ownerKeys(pod, 'StatefulSet', this.#statefulSets.list());
    });
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const set = this.#statefulSets.get(namespace, name);
    if (set === undefined) {
      return;
    }
    const { present, old } = await keepRevisions({ kube: this.#loop.kube, ownerResource: statefulSets, cache: this.#revisions, hashLabel }, set);
    const current = old.find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? present;
    const observe = async (): Promise<Observed> => ({ set, pods: await this.#podsOf(set), current: named(current), update: named(present) });
    const failure = await failureOf(this.#change(await observe()));
    const observed = await observe();
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

  async #podsOf(set: StatefulSet): Promise<Pod[]> {
    const context = { kube: this.#loop.kube, owner: set, ownerResource: statefulSets, resource: pods, cache: this.#pods };
    const named = this.#pods.list().filter((pod) => ordinalOf(pod, set) !== undefined);
    return this.#writer.asKnown(await carryOutClaim(context, claim(set, named)));
  }

  async #change(observed: Observed): Promise<void> {
    const { set } = observed;
    const { create, remove } = decide(observed, this.#loop.clock.now());
    for (const pod of create) {
      await this.#makeClaims(set, pod);
      await this.#writer.create(set, pod, this.#pods);
    }
    for (const pod of remove) {
      await this.#writer.delete(set, pod);
    }
  }

  async #makeClaims(set: StatefulSet, pod: Pod): Promise<void> {
    const { kube, events } = this.#loop;
    for (const wanted of claimsOf(set, ordinalOf(pod, set) ?? 0)) {
      if ((await kube.get(referenceOf(persistentVolumeClaims, wanted))) === undefined) {
        await kube.create(persistentVolumeClaims, wanted);
        events.record(set, claimNote(wanted.metadata.name, pod.metadata.name, set.metadata.name));
      }
    }
  }

  async #writeStatus(observed: Observed): Promise<void> {
    const { set } = observed;
    const status = statusOf(observed, this.#loop.clock.now());
    if (!isDeepStrictEqual(status, set.status)) {
      this.#statefulSets.accept(await this.#loop.kube.replace(statefulSets, { ...set, status }, { subresource: 'status' }));
    }
  }

  async #dropUnused({ set, pods: own, current }: Observed, old: readonly ControllerRevision[]): Promise<void> {
    const names = new Set([current.name, ...own.map(revisionOf)]);
    await dropRevisions(this.#loop.kube, beyondLimit(old, set.spec.revisionHistoryLimit ?? 10, ({ metadata }) => names.has(metadata.name)));
  }
}

function named(revision: ControllerRevision): Revision {
  return { name: revision.metadata.name, template: templateOf(revision) };
}
