/** Reads and writes the routing objects of all routers. Everything is replaced as it was read, so whoever read something older is refused (409). */
import { isDeepStrictEqual } from 'node:util';
import type { Kube, KubeObject } from '../kube/kube.ts';
import type { Resource } from '../kube/resources.ts';
import type { Found, Route, Router } from './router.ts';
import type { Weights } from './weights.ts';

interface Rendered {
  resource: Resource;
  object: KubeObject;
}

/** The routing objects as they are now. */
export async function readTraffic(kube: Kube, router: Router, route: Route): Promise<Found> {
  const references = Object.entries(router.objects(route));
  return Object.fromEntries(await Promise.all(references.map(async ([role, reference]) => [role, await kube.get(reference)] as const)));
}

/** Whether the objects differ from what they must be for these weights. */
export function needsTraffic(router: Router, route: Route, weights: Weights, found: Found): boolean {
  return changed(router.render(route, weights, found), found).length > 0;
}

/** Brings these weights about and returns what it wrote, as it is now: nothing where all was so already. */
export async function writeTraffic(kube: Kube, router: Router, route: Route, weights: Weights, found: Found): Promise<KubeObject[]> {
  return await write(kube, changed(router.render(route, weights, found), found));
}

/** Leaves the objects as they are to be without us, and returns what it wrote. */
export async function releaseTraffic(kube: Kube, router: Router, route: Route, found: Found): Promise<KubeObject[]> {
  return await write(kube, changed(router.release(route, found), found));
}

function changed(rendered: Rendered[], found: Found): Rendered[] {
  const known = Object.values(found);
  return rendered.filter(({ object }) => !known.some((each) => isDeepStrictEqual(each, object)));
}

async function write(kube: Kube, rendered: Rendered[]): Promise<KubeObject[]> {
  const written: KubeObject[] = [];
  for (const { resource, object } of rendered) {
    written.push(object.metadata.resourceVersion === undefined ? await kube.create(resource, object) : await kube.replace(resource, object));
  }
  return written;
}
