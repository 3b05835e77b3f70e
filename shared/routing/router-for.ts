import * as routers from './routers/index.ts';
import type { Router } from './router.ts';

const known: Router[] = Object.values(routers satisfies Record<string, Router>);

/** The names that `spec.provider` may have. */
export const routerNames: readonly string[] = known.map(({ name }) => name);

/** The router of this name, or undefined; there is no default. */
export function routerFor(name: string): Router | undefined {
  return known.find((router) => router.name === name);
}
