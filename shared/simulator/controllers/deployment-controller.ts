import type { Cache } from '../../kube/cache.ts';
import { deployments, pods, replicaSets } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { carryOut } from './deployments/carry-out.ts';
import { decide } from './deployments/decide.ts';
import { settingsOf } from './deployments/settings.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Pod } from './objects/pod.ts';
import type { Deployment, ReplicaSet } from './objects/workloads.ts';
import { carryOutClaim } from './ownership/carry-out-claim.ts';
import { claim } from './ownership/claim.ts';
import { controllerOf } from './ownership/controller-ref.ts';
import { ownerKeys } from './ownership/owner-keys.ts';

/** Rolls ReplicaSets for Deployments: a new one for each template, scaled up as the old ones are scaled down. */
export const deploymentController: Controller = {
  name: 'deployment-controller',
  run: (world) => new DeploymentController(world).run(),
};

class DeploymentController {
  readonly #loop: ControlLoop;
  readonly #deployments: Cache<Deployment>;
  readonly #replicaSets: Cache<ReplicaSet>;
  readonly #pods: Cache<Pod>;

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'deployment-controller');
    this.#deployments = this.#loop.watch<Deployment>({ resource: deployments }, (deployment) => [keyOf(deployment)]);
    this.#replicaSets = this.#loop.watch<ReplicaSet>({ resource: replicaSets }, (set) => ownerKeys(set, 'Deployment', this.#deployments.list()));
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod) => this.#waitingFor(pod));
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const deployment = this.#deployments.get(namespace, name);
    if (deployment === undefined) {
      return;
    }
    const now = this.#loop.clock.now();
    const own = await this.#ownSets(deployment);
    const decision = decide({ deployment, replicaSets: own, pods: this.#podsOf(own) }, now);
    await carryOut({ kube: this.#loop.kube, events: this.#loop.events, deployments: this.#deployments, replicaSets: this.#replicaSets }, deployment, decision, now);
    if (decision.wakeAfterMs !== undefined) {
      this.#loop.wakeAfter(key, decision.wakeAfterMs);
    }
  }

  #ownSets(deployment: Deployment): Promise<ReplicaSet[]> {
    const context = { kube: this.#loop.kube, owner: deployment, ownerResource: deployments, resource: replicaSets, cache: this.#replicaSets };
    return carryOutClaim(context, claim(deployment, this.#replicaSets.list()));
  }

  #podsOf(sets: readonly ReplicaSet[]): Pod[] {
    const uids = new Set(sets.map(({ metadata: { uid } }) => uid));
    return this.#pods.list().filter((pod) => uids.has(controllerOf(pod)?.uid));
  }

  /** Who recreates its pods waits for the last old one to end. */
  #waitingFor(pod: Pod): string[] {
    const set = this.#replicaSets.list().find(({ metadata: { uid } }) => uid === controllerOf(pod)?.uid);
    const deployment = this.#deployments.list().find(({ metadata: { uid } }) => set !== undefined && uid === controllerOf(set)?.uid);
    return deployment === undefined || settingsOf(deployment).isRolling ? [] : [keyOf(deployment)];
  }
}
