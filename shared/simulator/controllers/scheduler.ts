import type { Cache } from '../../kube/cache.ts';
import { ApiError, isStatus, referenceOf } from '../../kube/kube.ts';
import { objectPath } from '../../kube/paths.ts';
import { pods } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { conditionOf, withCondition } from './objects/condition.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Node } from './objects/node.ts';
import { isActive } from './objects/pod.ts';
import type { Pod } from './objects/pod.ts';
import { nodes } from './objects/resources.ts';
import { timestamp } from './objects/timestamp.ts';
import { place } from './scheduling/decide.ts';

const schedulerName = 'default-scheduler';

/** Puts pods on the node, where they fit. */
export const scheduler: Controller = {
  name: schedulerName,
  run: (world) => new Scheduler(world).run(),
};

class Scheduler {
  readonly #loop: ControlLoop;
  readonly #pods: Cache<Pod>;
  readonly #nodes: Cache<Node>;
  /** Uids of pods that were bound, but are not seen so yet. */
  readonly #bound = new Set<string>();

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, schedulerName);
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, (pod, change) => {
      if (change === 'gone' || pod.spec.nodeName !== undefined) {
        this.#bound.delete(pod.metadata.uid ?? '');
      }
      return change === 'set' && this.#isWaiting(pod) ? [keyOf(pod)] : [];
    });
    this.#nodes = this.#loop.watch<Node>({ resource: nodes }, () => this.#pods.list().filter((pod) => this.#isWaiting(pod)).map(keyOf));
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#schedule(key));
  }

  async #schedule(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const pod = this.#pods.get(namespace, name);
    if (pod === undefined || !this.#isWaiting(pod)) {
      return;
    }
    const placement = place(pod, this.#nodes.list());
    await ('nodeName' in placement ? this.#bind(pod, placement.nodeName) : this.#refuse(pod, placement.because)).catch(ignoreAbsent);
  }

  #isWaiting(pod: Pod): boolean {
    const { nodeName = '', schedulerName: asked = schedulerName } = pod.spec;
    return nodeName === '' && asked === schedulerName && isActive(pod) && !this.#bound.has(pod.metadata.uid ?? '');
  }

  /** A pod's node cannot be patched: it is given by a subresource, which also says PodScheduled. */
  async #bind(pod: Pod, nodeName: string): Promise<void> {
    const { name, namespace, uid = '' } = pod.metadata;
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace, uid }, target: { apiVersion: 'v1', kind: 'Node', name: nodeName } };
    const { status, text } = await this.#loop.kube.request(`${objectPath(referenceOf(pods, pod))}/binding`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: binding });
    if (status >= 300) {
      throw new ApiError(status, 'Unknown', `cannot bind ${namespace}/${name} to ${nodeName}: ${text.slice(0, 300)}`);
    }
    this.#bound.add(uid);
    this.#loop.events.record(pod, { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${nodeName}` });
  }

  async #refuse(pod: Pod, message: string): Promise<void> {
    if (conditionOf(pod.status, 'PodScheduled')?.message === message) {
      return;
    }
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastProbeTime: null, lastTransitionTime: timestamp(this.#loop.clock.now()) } as const;
    const status = { ...pod.status, conditions: withCondition(pod.status?.conditions ?? [], condition) };
    this.#pods.accept(await this.#loop.kube.replace(pods, { ...pod, status }, { subresource: 'status' }));
    this.#loop.events.record(pod, { type: 'Warning', reason: 'FailedScheduling', message });
  }
}

/** Who is deleted meanwhile needs no place. */
function ignoreAbsent(error: unknown): void {
  if (!isStatus(error, 404)) {
    throw error;
  }
}
