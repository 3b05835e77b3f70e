import { canaryLabel } from '../../shared/api/annotations.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { pods } from '../../shared/kube/resources.ts';
import type { WatchedPod, WatchedPods } from '../view/sides.ts';
import { readLog } from './read-log.ts';

/**
 * Watches the pods of the target and of its canary by their labels, and reads what a container said last before it crashed.
 * @returns what is known now; undefined until the first lists are in, or where this user may not see them.
 */
export function watchPods(kube: Kube, { canary, kind, target }: Observation, { signal, onChange }: { signal: AbortSignal; onChange: () => void }): () => WatchedPods | undefined {
  const namespace = namespaceOf(canary);
  const lastWords = new Map<string, string>();
  const asked = new Set<string>();
  const crashed = (pod: WatchedPod) => {
    for (const { container, run } of crashes(pod)) {
      if (!asked.has(run)) {
        asked.add(run);
        readLog(kube, { namespace, pod: pod.metadata.name, container, tailLines: 1, previous: true }).then((text) => {
          lastWords.set(pod.metadata.name, text.trim());
          onChange();
        }, () => undefined);
      }
    }
  };
  const watch = (labels: Record<string, string>) => watchObjects<WatchedPod>(kube, { resource: pods, namespace, labelSelector: Object.entries(labels).map((each) => each.join('=')).join(',') }, {
    signal,
    onChange(pod) {
      crashed(pod);
      onChange();
    },
  });
  const stable = target === undefined ? undefined : watch(kind.selector(target.object));
  const tried = watch({ [canaryLabel]: canary.metadata.name });
  void Promise.all([stable?.synced, tried.synced]).then(onChange, () => undefined);
  return () => (stable?.isSynced === true && tried.isSynced ? { stable: stable.list(), canary: tried.list(), lastWords } : undefined);
}

/** Containers that have ended badly, and which of their runs that was. */
function crashes({ metadata: { name }, status }: WatchedPod): { container: string; run: string }[] {
  return (status?.containerStatuses ?? [])
    .filter(({ ready, lastState }) => ready !== true && (lastState?.terminated?.exitCode ?? 0) !== 0)
    .map(({ name: container, restartCount = 0 }) => ({ container, run: `${name} ${container} ${restartCount}` }));
}
