import type { Cache } from '../../kube/cache.ts';
import { pods, services } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { decideEndpoints } from './endpoints/decide-endpoints.ts';
import { hasSelectedPods } from './endpoints/reachable-pods.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { inLivingNamespace } from './loop/in-living-namespace.ts';
import type { Endpoints } from './objects/endpoints.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Pod } from './objects/pod.ts';
import { endpoints } from './objects/resources.ts';
import type { Service } from './objects/service.ts';

/** Says the same as EndpointSlices in the older Endpoints, for who still reads those. */
export const endpointsController: Controller = {
  name: 'endpoints-controller',
  run: (world) => new EndpointsController(world).run(),
};

class EndpointsController {
  readonly #loop: ControlLoop;
  readonly #services: Cache<Service>;
  readonly #endpoints: Cache<Endpoints>;
  readonly #pods: Cache<Pod>;
  /** Services that were there once: only their Endpoints go with them. */
  readonly #seen = new Set<string>();

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'endpoint-controller');
    this.#services = this.#loop.watch<Service>({ resource: services }, (service) => [keyOf(service)]);
    this.#endpoints = this.#loop.watch<Endpoints>({ resource: endpoints }, (each) => [keyOf(each)]);
    // A pod that leaves a Service does not show it: all of its namespace are looked at.
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, ({ metadata: { namespace } }) => this.#services.list().filter(({ metadata }) => metadata.namespace === namespace).map(keyOf));
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const service = this.#services.get(namespace, name);
    if (service !== undefined) {
      this.#seen.add(key);
      await inLivingNamespace(this.#follow(service, this.#endpoints.get(namespace, name)));
    } else if (this.#seen.delete(key)) {
      await this.#loop.kube.delete({ resource: endpoints, namespace, name });
    }
  }

  async #follow(service: Service, found: Endpoints | undefined): Promise<void> {
    if (service.metadata.deletionTimestamp !== undefined || !hasSelectedPods(service)) {
      return;
    }
    const wanted = decideEndpoints(service, this.#pods.list(), found);
    if (wanted !== undefined) {
      this.#endpoints.accept(await (found === undefined ? this.#loop.kube.create(endpoints, wanted) : this.#loop.kube.replace(endpoints, wanted)));
    }
  }
}
