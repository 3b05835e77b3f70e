import { finalizer } from '../../api/annotations.ts';
import type { Canary } from '../../api/canary.ts';
import { canaries } from '../../kube/resources.ts';
import type { Step } from './step.ts';

/** Nothing is left to undo: the API server may forget the Canary. */
export const removeFinalizer: Step<'remove-finalizer'> = async ({ kube, canary }) => {
  const { name, namespace = 'default', finalizers = [] } = canary.metadata;
  await kube.patch<Canary>({ resource: canaries, namespace, name }, { metadata: { finalizers: finalizers.filter((each) => each !== finalizer) } });
  return {};
};
