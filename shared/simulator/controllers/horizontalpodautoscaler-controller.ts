import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../../kube/cache.ts';
import type { KubeObject, ObjectReference } from '../../kube/kube.ts';
import { deployments, replicaSets } from '../../kube/resources.ts';
import { decide } from './autoscaling/decide.ts';
import type { Scaling } from './autoscaling/decide.ts';
import { replicasOf, targetOf } from './autoscaling/scale-of.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import type { AutoscalerStatus, HorizontalPodAutoscaler } from './objects/autoscaler.ts';
import { withCondition } from './objects/condition.ts';
import type { Condition } from './objects/condition.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import { horizontalPodAutoscalers, statefulSets } from './objects/resources.ts';
import { timestamp } from './objects/timestamp.ts';

/** How often metrics are asked, as Kubernetes does; sizes are followed as they change. */
const metricsIntervalMs = 15_000;

/** Keeps the size of what HorizontalPodAutoscalers name within their bounds, and follows metrics where there are any. */
export const horizontalpodautoscalerController: Controller = {
  name: 'horizontal-pod-autoscaler-controller',
  run: (world) => new AutoscalerController(world).run(),
};

class AutoscalerController {
  readonly #world: ControllerWorld;
  readonly #loop: ControlLoop;
  readonly #autoscalers: Cache<HorizontalPodAutoscaler>;

  constructor(world: ControllerWorld) {
    this.#world = world;
    this.#loop = new ControlLoop(world, 'horizontal-pod-autoscaler');
    this.#autoscalers = this.#loop.watch<HorizontalPodAutoscaler>({ resource: horizontalPodAutoscalers }, (autoscaler) => [keyOf(autoscaler)]);
    for (const resource of [deployments, replicaSets, statefulSets]) {
      this.#loop.watch({ resource }, (object) => this.#scalersOf(object));
    }
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const autoscaler = this.#autoscalers.get(namespace, name);
    if (autoscaler === undefined) {
      return;
    }
    const { target, currentReplicas } = await this.#scaleOf(autoscaler);
    const scaling = decide(autoscaler, currentReplicas, this.#world.desiredReplicas?.({ namespace, name, currentReplicas }));
    await this.#rescale(autoscaler, target, scaling);
    await this.#writeStatus(autoscaler, {
      ...autoscaler.status,
      ...(autoscaler.metadata.generation === undefined ? {} : { observedGeneration: autoscaler.metadata.generation }),
      ...(scaling.reason === undefined ? {} : { lastScaleTime: timestamp(this.#loop.clock.now()) }),
      currentReplicas,
      desiredReplicas: scaling.replicas,
      conditions: this.#withConditions(autoscaler, scaling.conditions),
    });
    if (this.#world.desiredReplicas !== undefined) {
      this.#loop.wakeAfter(key, metricsIntervalMs);
    }
  }

  #scalersOf({ kind, metadata: { namespace, name } }: KubeObject): string[] {
    const isScaler = ({ metadata, spec: { scaleTargetRef } }: HorizontalPodAutoscaler) => metadata.namespace === namespace && scaleTargetRef.kind === kind && scaleTargetRef.name === name;
    return this.#autoscalers.list().filter(isScaler).map(keyOf);
  }

  /** @throws Error after the status tells of it */
  async #scaleOf(autoscaler: HorizontalPodAutoscaler): Promise<{ target: ObjectReference; currentReplicas: number }> {
    try {
      const target = targetOf(autoscaler, this.#world.resources());
      return { target, currentReplicas: await replicasOf(this.#loop.kube, target) };
    } catch (error) {
      const { message } = error as Error;
      const failed = { type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message: `the HPA controller was unable to get the target's current scale: ${message}` } as const;
      this.#loop.events.record(autoscaler, { type: 'Warning', reason: 'FailedGetScale', message });
      await this.#writeStatus(autoscaler, { desiredReplicas: 0, ...autoscaler.status, conditions: this.#withConditions(autoscaler, [failed]) });
      throw error;
    }
  }

  async #rescale(autoscaler: HorizontalPodAutoscaler, target: ObjectReference, { replicas, reason }: Scaling): Promise<void> {
    if (reason !== undefined) {
      await this.#loop.kube.patch(target, { spec: { replicas } }, { subresource: 'scale' });
      this.#loop.events.record(autoscaler, { type: 'Normal', reason: 'SuccessfulRescale', message: `New size: ${replicas}; reason: ${reason}` });
    }
  }

  #withConditions(autoscaler: HorizontalPodAutoscaler, added: Scaling['conditions']): Condition[] {
    const lastTransitionTime = timestamp(this.#loop.clock.now());
    return added.reduce((conditions, condition) => withCondition(conditions, { ...condition, lastTransitionTime }), [...(autoscaler.status?.conditions ?? [])]);
  }

  async #writeStatus(autoscaler: HorizontalPodAutoscaler, status: AutoscalerStatus): Promise<void> {
    if (!isDeepStrictEqual(status, autoscaler.status)) {
      this.#autoscalers.accept(await this.#loop.kube.replace(horizontalPodAutoscalers, { ...autoscaler, status }, { subresource: 'status' }));
    }
  }
}
