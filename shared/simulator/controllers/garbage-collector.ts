import { isStatus } from '../../kube/kube.ts';
import type { KubeObject, OwnerReference } from '../../kube/kube.ts';
import { customResourceDefinitions } from '../../kube/resources.ts';
import type { Resource } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { AllObjects } from './garbage/all-objects.ts';
import type { Known } from './garbage/all-objects.ts';
import { carryOut } from './garbage/carry-out.ts';
import { decideLeaving, decideOwned, isWaitingForDependents } from './garbage/decide.ts';
import type { OwnerState, Step } from './garbage/decide.ts';
import { ControlLoop } from './loop/control-loop.ts';

/** So many of the last deletions are remembered. */
const remembered = 10_000;

/** Deletes what belongs to nobody any more, and sees deletions through that have to wait for dependents, or to spare them. */
export const garbageCollector: Controller = {
  name: 'garbage-collector-controller',
  run: (world) => new GarbageCollector(world).run(),
};

class GarbageCollector {
  readonly #world: ControllerWorld;
  readonly #loop: ControlLoop;
  readonly #objects: AllObjects;
  /** Uids of the last objects that were seen to go; their kind may be gone with them. */
  readonly #gone = new Set<string>();

  constructor(world: ControllerWorld) {
    this.#world = world;
    this.#loop = new ControlLoop(world, 'garbage-collector-controller');
    this.#objects = new AllObjects({
      kube: world.kube,
      signal: world.signal,
      onChange: (before, after) => this.#take(before, after),
      onError: (error) => world.log(`garbage-collector-controller: ${error.message}`),
    });
    this.#loop.watch({ resource: customResourceDefinitions }, () => {
      this.#objects.follow(world.resources());
      return [];
    });
  }

  run(): Promise<void> {
    this.#objects.follow(this.#world.resources());
    return this.#loop.run((uid) => this.#reconcile(uid));
  }

  /** A change concerns the object, its owners that may wait for it, and where it is gone, its dependents. */
  #take(before: KubeObject | undefined, after: KubeObject | undefined): void {
    const { uid = '' } = (after ?? before)!.metadata;
    [before, after].flatMap((object) => object?.metadata.ownerReferences ?? []).forEach((owner) => this.#loop.wake(owner.uid));
    if (after !== undefined) {
      this.#loop.wake(uid);
      return;
    }
    this.#gone.add(uid);
    if (this.#gone.size > remembered) {
      this.#gone.delete(this.#gone.values().next().value!);
    }
    this.#objects.dependentsOf(uid).forEach(({ object }) => this.#loop.wake(object.metadata.uid ?? ''));
  }

  async #reconcile(uid: string): Promise<void> {
    await this.#objects.synced();
    const known = this.#objects.get(uid);
    if (known !== undefined) {
      await carryOut(this.#loop.kube, known, await this.#decide(known), (each) => this.#loop.wake(each)).catch(ignoreReplaced);
    }
  }

  async #decide({ object }: Known): Promise<Step> {
    const dependents = this.#objects.dependentsOf(object.metadata.uid ?? '');
    if (object.metadata.deletionTimestamp !== undefined) {
      return decideLeaving(object, dependents);
    }
    const owners = object.metadata.ownerReferences ?? [];
    return decideOwned(object, await Promise.all(owners.map(async (owner) => ({ owner, state: await this.#stateOf(object, owner) }))), dependents);
  }

  async #stateOf(object: KubeObject, owner: OwnerReference): Promise<OwnerState> {
    const known = this.#objects.get(owner.uid)?.object;
    if (known === undefined && this.#gone.has(owner.uid)) {
      return 'dangling';
    }
    if (known === undefined && this.#isImpossible(object, owner)) {
      return 'solid';
    }
    const found = known ?? (await this.#find(object, owner));
    if (found?.metadata.uid !== owner.uid) {
      return 'dangling';
    }
    return isWaitingForDependents(found) ? 'waiting' : 'solid';
  }

  /** Who is not known may be new, or may never have been there. @throws Error where the kind is not known either: that says nothing */
  async #find({ kind, metadata: { name, namespace = '' } }: KubeObject, owner: OwnerReference): Promise<KubeObject | undefined> {
    const resource = this.#resourceOf(owner);
    if (resource === undefined) {
      throw new Error(`${kind} ${name} belongs to a ${owner.kind} of ${owner.apiVersion}, which this cluster does not know`);
    }
    return this.#loop.kube.get({ resource, name: owner.name, ...(resource.namespaced ? { namespace } : {}) });
  }

  /** What lives in no namespace cannot belong to what lives in one: such a reference is left alone. */
  #isImpossible({ metadata }: KubeObject, owner: OwnerReference): boolean {
    return metadata.namespace === undefined && this.#resourceOf(owner)?.namespaced === true;
  }

  #resourceOf(owner: OwnerReference): Resource | undefined {
    return this.#world.resources().find(({ kind, apiVersion }) => kind === owner.kind && groupOf(apiVersion) === groupOf(owner.apiVersion));
  }
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
}

/** A deletion is of one very object: where another one has its name by now, that is not meant. */
function ignoreReplaced(error: unknown): void {
  if (!isStatus(error, 409) || !error.message.includes('UID in precondition')) {
    throw error;
  }
}
