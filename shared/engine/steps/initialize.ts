import { finalizer } from '../../api/annotations.ts';
import type { Canary } from '../../api/canary.ts';
import { canaries } from '../../kube/resources.ts';
import { writeServices } from '../../routing/services.ts';
import { writeTraffic } from '../../routing/traffic.ts';
import { allToStable } from '../../routing/weights.ts';
import type { Step } from './step.ts';

/** Makes the Services, then the routing between them, so that no route ever names a Service that is not there. */
export const initialize: Step<'initialize'> = async ({ kube, canary, observation, finalizes, accept }) => {
  const { router, route, found, weights, services, target, kind } = observation;
  for (const service of await writeServices(kube, route, target!.object, kind, services)) {
    accept(service);
  }
  for (const object of await writeTraffic(kube, router, route, weights ?? allToStable, found)) {
    accept(object);
  }
  const { name, namespace = 'default', finalizers = [] } = canary.metadata;
  if (finalizes && !finalizers.includes(finalizer)) {
    accept(await kube.patch<Canary>({ resource: canaries, namespace, name }, { metadata: { finalizers: [...finalizers, finalizer] } }));
  }
  return {};
};
