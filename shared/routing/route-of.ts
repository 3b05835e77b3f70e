import type { Canary } from '../api/canary.ts';
import { Failure } from '../errors.ts';
import type { Route } from './router.ts';

/** The names by which the traffic of a Canary goes. @throws Failure where its spec does not say which port. */
export function routeOf(canary: Canary): Route {
  const { metadata: { name, namespace = 'default' }, spec: { service, targetRef } } = canary;
  if (service === undefined) {
    throw new Failure('refused', `canary ${name} has no spec.service`, { next: 'set spec.service.port to the port that clients call' });
  }
  const apex = service.name ?? targetRef.name;
  return { canary, namespace, apex, primary: `${apex}-primary`, canaryService: `${apex}-canary`, port: service.port };
}
