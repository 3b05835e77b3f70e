import type { Canary } from '../../shared/api/canary.ts';
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Output } from '../commands/command.ts';
import { canaryView } from '../view/canary-view.ts';
import type { CanaryView } from '../view/canary-view.ts';
import { plainLines } from '../view/plain-lines.ts';
import { menuKey } from './canary-menu.ts';

/**
 * One line per change of any canary of the namespace, or (undefined) of all of them, until the signal fires. Drives none.
 * @throws ApiError where they may not be watched.
 */
export async function followAll({ kube, namespace, output, clock, signal }: { kube: Kube; namespace: string | undefined; output: Output; clock: Clock; signal: AbortSignal }): Promise<void> {
  const views = new Map<string, CanaryView>();
  const told = (canary: Canary, change: 'set' | 'gone') => {
    const view = canaryView(canary);
    if (change === 'gone') {
      views.delete(menuKey(view));
      output.print(`${clock.now().toISOString().slice(0, 19)}Z ${view.name}.${view.namespace} is deleted`);
      return;
    }
    plainLines(views.get(menuKey(view)), view, clock.now()).forEach((line) => output.print(line));
    views.set(menuKey(view), view);
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve());
  const found = watchObjects<Canary>(kube, { resource: canaries, ...(namespace === undefined ? {} : { namespace }) }, { signal, onChange: told });
  await found.synced.catch((error: unknown) => {
    if (!signal.aborted) {
      throw error;
    }
  });
  await (signal.aborted ? undefined : promise);
}
