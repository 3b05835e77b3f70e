/** Tells the API server whom to trust: `caBundle` of every webhook in our two configurations. */
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';

/** Of both configurations, as in manifests/webhook. */
export const configurationName = 'kubectl-canary';

export interface WebhookConfiguration extends KubeObject {
  webhooks?: { name: string; clientConfig: { caBundle?: string; [field: string]: unknown }; [field: string]: unknown }[];
}

/** What each webhook of these configurations trusts, as PEM; empty where nothing is filled in. */
export function publishedIn(configurations: readonly WebhookConfiguration[]): string[] {
  return configurations.flatMap(({ webhooks = [] }) => webhooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? '', 'base64').toString('utf8')));
}

/**
 * Fills these authorities in, in one configuration; does nothing where they are there.
 * @returns the configuration as it is now.
 * @throws ApiError 409 where it was changed meanwhile: read it again.
 */
export async function publishAuthorities(kube: Kube, resource: Resource, configuration: WebhookConfiguration, trusted: readonly string[]): Promise<WebhookConfiguration> {
  const caBundle = Buffer.from(trusted.join('')).toString('base64');
  const { webhooks = [], metadata: { resourceVersion } } = configuration;
  if (webhooks.every(({ clientConfig }) => clientConfig.caBundle === caBundle)) {
    return configuration;
  }
  const filled = webhooks.map((webhook) => ({ ...webhook, clientConfig: { ...webhook.clientConfig, caBundle } }));
  return await kube.patch<WebhookConfiguration>(referenceOf(resource, configuration), { metadata: { resourceVersion }, webhooks: filled });
}
