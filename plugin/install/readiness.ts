/** When an object of the installation does its work. What follows it is applied only then. */
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Deployment } from './desired-objects.ts';
import type { StageName } from './stages.ts';

interface Definition extends KubeObject {
  status?: { conditions?: { type: string; status: string }[] };
}

interface WebhookConfiguration extends KubeObject {
  webhooks?: { clientConfig: { caBundle?: string } }[];
}

/** Whether the API server serves this CustomResourceDefinition. */
export function isEstablished(definition: KubeObject): boolean {
  return (definition as Definition).status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') === true;
}

/** Whether all pods of this Deployment are of its newest template and available. */
export function isRolledOut(object: KubeObject): boolean {
  const { metadata, spec, status = {} } = object as Deployment;
  const wanted = spec.replicas ?? 1;
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  return observedGeneration >= (metadata.generation ?? 0) && updatedReplicas >= wanted && replicas === updatedReplicas && availableReplicas >= wanted;
}

/** Whether the API server can trust the webhook's certificate: the webhook's pods write its CA here. */
export function isTrusted(configuration: KubeObject): boolean {
  const { webhooks = [] } = configuration as WebhookConfiguration;
  return webhooks.every(({ clientConfig: { caBundle = '' } }) => caBundle !== '');
}

/** What must become true of the objects of a stage, by kind. */
export const readiness: Partial<Record<StageName, { readonly kinds: readonly string[]; readonly isReady: (object: KubeObject) => boolean; readonly wanted: string }>> = {
  definitions: { kinds: ['CustomResourceDefinition'], isReady: isEstablished, wanted: 'is not served' },
  programs: { kinds: ['Deployment'], isReady: isRolledOut, wanted: 'is not ready' },
  webhooks: { kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], isReady: isTrusted, wanted: 'has no CA from the pods of deployment.apps/webhook' },
};
