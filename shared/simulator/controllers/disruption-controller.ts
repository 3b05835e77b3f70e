import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import type { KubeObject } from '../../kube/kube.ts';
import { deployments, podDisruptionBudgets, pods, replicaSets } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { decide, millisecondsUntilForgotten } from './disruptions/decide.ts';
import { ControlLoop } from './loop/control-loop.ts';
import type { PodDisruptionBudget } from './objects/disruption-budget.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Pod } from './objects/pod.ts';
import { statefulSets } from './objects/resources.ts';
import type { Deployment, ReplicaSet, StatefulSet } from './objects/workloads.ts';
import { controllerOf } from './ownership/controller-ref.ts';

type Scalable = Deployment | ReplicaSet | StatefulSet;

/** Says of each PodDisruptionBudget how many of its pods may be evicted now. */
export const disruptionController: Controller = {
  name: 'disruption-controller',
  run: (world) => new DisruptionController(world).run(),
};

class DisruptionController {
  readonly #loop: ControlLoop;
  readonly #budgets: Cache<PodDisruptionBudget>;
  readonly #pods: Cache<Pod>;
  readonly #scalables: readonly Cache<Scalable>[];

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'disruption-controller');
    this.#budgets = this.#loop.watch<PodDisruptionBudget>({ resource: podDisruptionBudgets }, (budget) => [keyOf(budget)]);
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod) => this.#budgetsNear(pod));
    this.#scalables = [deployments, replicaSets, statefulSets].map((resource) => this.#loop.watch<Scalable>({ resource }, (object) => this.#budgetsNear(object)));
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const budget = this.#budgets.get(namespace, name);
    if (budget === undefined) {
      return;
    }
    const now = this.#loop.clock.now();
    const status = decide(budget, this.#pods.list(), (selected) => this.#expectedOf(selected), now);
    if (!isDeepStrictEqual(status, budget.status)) {
      this.#budgets.accept(await this.#loop.kube.replace(podDisruptionBudgets, { ...budget, status }, { subresource: 'status' }));
    }
    const waitMs = millisecondsUntilForgotten(status, now);
    if (waitMs !== undefined) {
      this.#loop.wakeAfter(key, waitMs);
    }
  }

  #budgetsNear({ metadata: { namespace } }: KubeObject): string[] {
    return this.#budgets.list().filter(({ metadata }) => metadata.namespace === namespace).map(keyOf);
  }

  /** The size of what makes these pods: of the Deployment, where their ReplicaSet is one's. */
  #expectedOf(selected: readonly Pod[]): number {
    const makers = selected.map((pod) => this.#makerOf(pod)).filter((maker) => maker !== undefined).map((maker) => this.#makerOf(maker) ?? maker);
    return [...new Set(makers)].reduce((sum, { spec }) => sum + (spec.replicas ?? 1), 0);
  }

  #makerOf(object: KubeObject): Scalable | undefined {
    const owner = controllerOf(object);
    return owner && this.#scalables.flatMap((cache) => cache.list()).find(({ metadata }) => metadata.uid === owner.uid);
  }
}
