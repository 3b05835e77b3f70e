import type { KubeObject } from '../../../shared/kube/kube.ts';
import { referenceOf } from '../../../shared/kube/kube.ts';
import type { WebhookConfiguration } from '../../../webhook/certificates/publish-ca.ts';
import { resourceOf, titleOf } from '../../install/object-title.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok } from '../finding.ts';

const install = 'put it back with "kubectl canary install"';

/** The API server asks who is registered with it, and nobody else. */
export const webhookRegistration: ClusterCheck = {
  code: 'KC304',
  title: 'the API server is told to ask the webhook',
  about: 'cluster',
  async look({ kube, shipped }) {
    const wanted = shipped.webhook.filter(({ kind }) => kind.endsWith('WebhookConfiguration')) as WebhookConfiguration[];
    const found = await Promise.all(wanted.map((each) => kube.get<WebhookConfiguration>(referenceOf(resourceOf(each), each))));
    const faults = wanted.flatMap((each, index) => faultsOf(each, found[index]));
    return faults.length === 0 ? [ok(`${namesIn(wanted).length} webhooks are registered: ${namesIn(wanted).join(', ')}`)] : faults.map((fault) => error(fault, install));
  },
};

function faultsOf(wanted: WebhookConfiguration, found: WebhookConfiguration | undefined): string[] {
  if (found === undefined) {
    return [`${titleOf(wanted as KubeObject)} is missing`];
  }
  return (wanted.webhooks ?? []).flatMap(({ name, clientConfig: { service } }) => {
    const existing = found.webhooks?.find((each) => each.name === name);
    const title = `webhook ${name} of ${titleOf(wanted as KubeObject)}`;
    if (existing === undefined) {
      return [`${title} is missing`];
    }
    return isSameService(service, existing.clientConfig['service']) ? [] : [`${title} leads elsewhere than to the Service of the webhook`];
  });
}

interface Reference {
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
}

function isSameService(wanted: unknown, found: unknown): boolean {
  const [one, other] = [wanted, found] as (Reference | undefined)[];
  return one?.namespace === other?.namespace && one?.name === other?.name && one?.path === other?.path;
}

function namesIn(configurations: readonly WebhookConfiguration[]): string[] {
  return configurations.flatMap(({ webhooks = [] }) => webhooks.map(({ name }) => name));
}
