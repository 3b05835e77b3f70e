import { routeOf } from '../../../shared/routing/route-of.ts';
import { defaultRouter, routerFor } from '../../../shared/routing/router-for.ts';
import { readTraffic } from '../../../shared/routing/traffic.ts';
import { isSetUp } from '../is-set-up.ts';
import type { CanaryCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';

/** Where the traffic goes now, as the cluster has it. */
export const routingObjects: CanaryCheck = {
  code: 'KC403',
  title: 'the routing objects lead to our Services, and the data plane takes them',
  about: 'canary',
  async look({ kube, canary, facts }) {
    const router = routerFor(canary.spec.provider ?? defaultRouter);
    if (router === undefined || canary.spec.service === undefined || (await facts()).missingResources.length > 0) {
      return [];
    }
    const route = routeOf(canary);
    const references = Object.values(router.objects(route));
    if (references.length === 0) {
      return [];
    }
    const title = references.map(({ resource, name }) => `${resource.kind} ${name}`).join(', ');
    const found = await readTraffic(kube, router, route);
    const refusal = router.refusal(route, found);
    if (refusal !== undefined) {
      return [error(`the data plane does not take ${title}: ${refusal}`, `kubectl -n ${route.namespace} describe ${references[0]!.resource.plural} ${references[0]!.name}`)];
    }
    const weights = router.weights(route, found);
    if (weights !== undefined) {
      return [ok(`${title} sends ${weights.primary} % to ${route.primary} and ${weights.canary} % to ${route.canaryService}`, { ...weights })];
    }
    const exists = Object.values(found).some((object) => object !== undefined);
    if (!isSetUp(canary)) {
      return [ok(`${title} ${exists ? 'is there, and will be taken over' : 'will be made'} by whoever drives`)];
    }
    return [warning(`${title} ${exists ? 'does not lead to our Services' : 'is missing'}`, `a driver puts it right: kubectl canary watch ${canary.metadata.name} -n ${route.namespace}`)];
  },
};
