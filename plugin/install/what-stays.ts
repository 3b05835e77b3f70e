import { canaryLabel } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { Kube, ObjectReference } from '../../shared/kube/kube.ts';
import { services } from '../../shared/kube/resources.ts';
import { routeOf } from '../../shared/routing/route-of.ts';
import { routerOf } from '../../shared/routing/router-for.ts';

/** The objects of a Canary that outlive it, because users' requests come through them: its routing objects, and an apex Service we made. */
export async function objectsThatStay(kube: Kube, canary: Canary): Promise<ObjectReference[]> {
  const { namespace } = canary.metadata;
  try {
    const route = routeOf(canary);
    const reference: ObjectReference = { resource: services, name: route.apex, ...(namespace === undefined ? {} : { namespace }) };
    const apex = await kube.get(reference);
    const isOurs = apex?.metadata.labels?.[canaryLabel] !== undefined;
    return [...Object.values(routerOf(canary).objects(route)), ...(isOurs ? [reference] : [])];
  } catch {
    return []; // a Canary that names no router or port has none; one that cannot be read is told about when it is taken away
  }
}

/** Those of them that there are. One that may not be read is left out. */
export async function existing(kube: Kube, references: readonly ObjectReference[]): Promise<ObjectReference[]> {
  const found = await Promise.all(references.map((reference) => kube.get(reference).catch(() => undefined)));
  return references.filter((_, index) => found[index] !== undefined);
}
