import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { mutatingWebhooks, validatingWebhooks } from '../../shared/kube/resources.ts';
import { configurationName, publishedIn } from '../../webhook/certificates/publish-ca.ts';
import type { WebhookConfiguration } from '../../webhook/certificates/publish-ca.ts';
import type { FakeKube } from './fake-kube.ts';

/** Both configurations as they are installed: nobody is trusted yet. */
export function webhookConfigurations(): WebhookConfiguration[] {
  return ['mutating-webhook', 'validating-webhook'].map((name) => parse(readFileSync(new URL(`../../manifests/webhook/${name}.yaml`, import.meta.url), 'utf8')) as WebhookConfiguration);
}

/** What each webhook of this cluster trusts, as PEM. */
export function trustedIn(kube: FakeKube): string[] {
  return publishedIn([mutatingWebhooks, validatingWebhooks].flatMap((resource) => kube.peek<WebhookConfiguration>(resource, configurationName) ?? []));
}
