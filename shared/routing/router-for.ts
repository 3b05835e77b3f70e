import type { Canary } from '../api/canary.ts';
import { Failure } from '../errors.ts';
import * as routers from './routers/index.ts';
import type { Router } from './router.ts';

const known: Router[] = Object.values(routers satisfies Record<string, Router>);

/** The names that `spec.provider` may have. */
export const routerNames: readonly string[] = known.map(({ name }) => name);

/** The provider of a Canary that names none: Services only, which works everywhere. */
export const defaultRouter = 'kubernetes';

/** The router of this name, or undefined; there is no silent default. */
export function routerFor(name: string): Router | undefined {
  return known.find((router) => router.name === name);
}

/** The router of a Canary. @throws Failure that lists the known ones where its provider is unknown. */
export function routerOf({ metadata, spec: { provider = defaultRouter } }: Canary): Router {
  const router = routerFor(provider);
  if (router === undefined) {
    throw new Failure('refused', `spec.provider of canary ${metadata.name} is ${provider}`, { next: `it can be ${routerNames.join(', ')}` });
  }
  return router;
}
