import * as observers from './observers/index.ts';
import type { Observer } from './observer.ts';

const known: Observer[] = Object.values(observers satisfies Record<string, Observer>);

/** The routers whose requests the built-in checks can see. */
export const observerNames: readonly string[] = known.map(({ name }) => name);

/** The observer of the data plane behind this router, or undefined; there is no default. */
export function observerFor(router: string): Observer | undefined {
  return known.find(({ name }) => name === router);
}
