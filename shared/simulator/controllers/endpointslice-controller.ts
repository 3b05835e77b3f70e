import type { Cache } from '../../kube/cache.ts';
import { referenceOf } from '../../kube/kube.ts';
import { pods, services } from '../../kube/resources.ts';
import type { Controller, ControllerWorld } from './controller.ts';
import { decideSlices, managedBy, serviceName, sliceManager } from './endpoints/decide-slices.ts';
import type { SliceChanges } from './endpoints/decide-slices.ts';
import { hasSelectedPods } from './endpoints/reachable-pods.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { inLivingNamespace } from './loop/in-living-namespace.ts';
import type { EndpointSlice } from './objects/endpoints.ts';
import { keyOf, parseKey } from './objects/key-of.ts';
import type { Pod } from './objects/pod.ts';
import { endpointSlices } from './objects/resources.ts';
import type { Service } from './objects/service.ts';

/** Says in EndpointSlices where the pods of each Service are to be reached. */
export const endpointsliceController: Controller = {
  name: 'endpointslice-controller',
  run: (world) => new EndpointSliceController(world).run(),
};

class EndpointSliceController {
  readonly #loop: ControlLoop;
  readonly #services: Cache<Service>;
  readonly #slices: Cache<EndpointSlice>;
  readonly #pods: Cache<Pod>;

  constructor(world: ControllerWorld) {
    this.#loop = new ControlLoop(world, 'endpointslice-controller');
    this.#services = this.#loop.watch<Service>({ resource: services }, (service) => [keyOf(service)]);
    this.#slices = this.#loop.watch<EndpointSlice>({ resource: endpointSlices, labelSelector: `${managedBy}=${sliceManager}` }, (slice) => [serviceKeyOf(slice)]);
    // A pod that leaves a Service does not show it: all of its namespace are looked at.
    this.#pods = this.#loop.watch<Pod>({ resource: pods }, ({ metadata: { namespace } }) => this.#services.list().filter(({ metadata }) => metadata.namespace === namespace).map(keyOf));
  }

  run(): Promise<void> {
    return this.#loop.run((key) => this.#reconcile(key));
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = parseKey(key);
    const service = this.#services.get(namespace, name);
    if (service !== undefined && service.metadata.deletionTimestamp === undefined && hasSelectedPods(service)) {
      await this.#carryOut(decideSlices(service, this.#pods.list(), this.#slices.list().filter((slice) => serviceKeyOf(slice) === key)));
    }
  }

  async #carryOut({ create, update, remove }: SliceChanges): Promise<void> {
    const { kube } = this.#loop;
    for (const slice of create) {
      const created = await inLivingNamespace(kube.create(endpointSlices, slice));
      if (created !== undefined) {
        this.#slices.accept(created);
      }
    }
    for (const slice of update) {
      this.#slices.accept(await kube.replace(endpointSlices, slice));
    }
    for (const slice of remove) {
      await kube.delete(referenceOf(endpointSlices, slice));
    }
  }
}

function serviceKeyOf({ metadata: { namespace = '', labels } }: EndpointSlice): string {
  return `${namespace}/${labels?.[serviceName]}`;
}
