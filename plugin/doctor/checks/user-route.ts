import { routeOf } from '../../../shared/routing/route-of.ts';
import { ingressRoutes } from '../../../shared/kube/resources.ts';
import { isStatus } from '../../../shared/kube/kube.ts';
import type { Kube } from '../../../shared/kube/kube.ts';
import type { Route } from '../../../shared/routing/router.ts';
import type { Backend, IngressRoute } from '../../init/surroundings.ts';
import type { CanaryCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';

/** A route of the user's that leads to the Service itself goes past the weights: the rollout would look fine, and try nothing. */
export const userRoute: CanaryCheck = {
  code: 'KC404',
  title: 'a route of yours leads to the weights',
  about: 'canary',
  async look({ kube, canary }) {
    if (canary.spec.provider !== 'traefik' || canary.spec.service === undefined) {
      return [];
    }
    const route = routeOf(canary);
    const routes = await routesIn(kube, route.namespace);
    const through = routes.filter((each) => places(each).some(({ backend }) => leads(route, backend, 'TraefikService'))).map(({ metadata }) => metadata.name);
    const past = routes.flatMap((each) => places(each).filter(({ backend }) => leads(route, backend, 'Service')).map(({ pointer }) => pastWeights(route, each.metadata.name, pointer)));
    if (past.length > 0 || through.length > 0) {
      return [...(through.length === 0 ? [] : [ok(`IngressRoute ${through.join(', ')} leads to TraefikService ${route.apex}`)]), ...past];
    }
    return [warning(`no IngressRoute of namespace ${route.namespace} leads to TraefikService ${route.apex}`, `in the route of your app, name the service {kind: TraefikService, name: ${route.apex}}, unless one of another namespace does`)];
  },
};

async function routesIn(kube: Kube, namespace: string): Promise<IngressRoute[]> {
  try {
    return (await kube.list<IngressRoute>({ resource: ingressRoutes, namespace })).items;
  } catch (thrown) {
    if (isStatus(thrown, 404)) {
      return [];
    }
    throw thrown;
  }
}

function places({ spec }: IngressRoute): { pointer: string; backend: Backend }[] {
  return (spec?.routes ?? []).flatMap(({ services = [] }, at) => services.map((backend, index) => ({ pointer: `/spec/routes/${at}/services/${index}`, backend })));
}

function leads({ apex, namespace }: Route, backend: Backend, kind: string): boolean {
  return backend.name === apex && (backend.kind ?? 'Service') === kind && (backend.namespace ?? namespace) === namespace;
}

function pastWeights({ apex, namespace }: Route, name: string, pointer: string): Sight {
  const patch = JSON.stringify([{ op: 'add', path: `${pointer}/kind`, value: 'TraefikService' }]);
  return error(`IngressRoute ${name} leads to Service ${apex}, past the weights`, `kubectl -n ${namespace} patch ingressroute ${name} --type=json -p '${patch}'`);
}
