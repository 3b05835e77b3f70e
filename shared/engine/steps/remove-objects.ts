import { canaryLabel } from '../../api/annotations.ts';
import { referenceOf } from '../../kube/kube.ts';
import { services as serviceResource } from '../../kube/resources.ts';
import type { Step } from './step.ts';

/** Removes what only a rollout needs. An apex Service that we made stays, without our ownership: users come through it. */
export const removeObjects: Step<'remove-objects'> = async ({ kube, observation: { kind, canaryWorkload, services } }) => {
  const { apex } = services;
  if (apex?.metadata.labels?.[canaryLabel] !== undefined) {
    await kube.patch(referenceOf(serviceResource, apex), { metadata: { ownerReferences: null, labels: { [canaryLabel]: null } } });
  }
  if (canaryWorkload?.ours === true) {
    await kube.delete(referenceOf(kind.resource, canaryWorkload.object));
  }
  for (const service of [services.canary, services.primary]) {
    if (service?.metadata.labels?.[canaryLabel] !== undefined) {
      await kube.delete(referenceOf(serviceResource, service));
    }
  }
  return {};
};
