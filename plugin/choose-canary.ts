import type { Canary } from '../shared/api/canary.ts';
import { Failure } from '../shared/errors.ts';
import type { Kube } from '../shared/kube/kube.ts';
import { canaries } from '../shared/kube/resources.ts';
import { nearestWord } from '../shared/nearest-word.ts';

/**
 * The Canary of this name in the connection's namespace.
 * @throws Failure where no name was given, or there is no such Canary: with the names there are.
 */
export async function chooseCanary(kube: Kube, name: string | undefined): Promise<Canary> {
  if (name === undefined || name === '') {
    throw new Failure('usage', 'expected the name of a canary, got none', { next: candidates(await namesIn(kube), kube.namespace) });
  }
  const canary = await kube.get<Canary>({ resource: canaries, namespace: kube.namespace, name });
  if (canary !== undefined) {
    return canary;
  }
  const names = await namesIn(kube);
  const near = nearestWord(name, names);
  throw new Failure('notFound', `canary ${name} does not exist in namespace ${kube.namespace}`, {
    next: near === undefined ? candidates(names, kube.namespace) : `did you mean ${near}?`,
  });
}

async function namesIn(kube: Kube): Promise<string[]> {
  const { items } = await kube.list<Canary>({ resource: canaries, namespace: kube.namespace });
  return items.map(({ metadata }) => metadata.name);
}

function candidates(names: readonly string[], namespace: string): string {
  return names.length === 0
    ? `namespace ${namespace} has none: choose another with -n, or see "kubectl canary list -A"`
    : `namespace ${namespace} has ${names.join(', ')}`;
}
