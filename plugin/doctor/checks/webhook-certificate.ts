import { mutatingWebhooks, validatingWebhooks } from '../../../shared/kube/resources.ts';
import { certificatesIn, factsOf, renewalOf } from '../../../webhook/certificates/certificate-facts.ts';
import { configurationName, publishedIn } from '../../../webhook/certificates/publish-ca.ts';
import type { WebhookConfiguration } from '../../../webhook/certificates/publish-ca.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';

const restart = 'kubectl -n kubectl-canary-system rollout restart deployment webhook';

/** Whom the API server trusts, and until when. Read where it is public: nothing of the Secret with the keys. */
export const webhookCertificate: ClusterCheck = {
  code: 'KC305',
  title: 'the API server trusts the certificate of the webhook',
  about: 'cluster',
  async look({ kube, now }) {
    const found = await Promise.all([mutatingWebhooks, validatingWebhooks].map((resource) => kube.get<WebhookConfiguration>({ resource, name: configurationName })));
    const bundles = publishedIn(found.filter((each) => each !== undefined)).map(certificatesIn);
    if (bundles.length === 0) {
      return [];
    }
    if (bundles.some((certificates) => certificates.length === 0)) {
      return [error('a webhook has no certificate authority that the API server could trust: the pods of the webhook write it', restart)];
    }
    // A bundle is as good as its best certificate: while one is replaced, both are there.
    const best = bundles.map((certificates) => certificates.toSorted((a, b) => untilOf(b) - untilOf(a))[0]!);
    const first = best.toSorted((a, b) => untilOf(a) - untilOf(b))[0]!;
    const { from, until } = factsOf(first);
    const day = until.toISOString().slice(0, 10);
    if (now >= until || now < from) {
      return [error(`the certificate authority of the webhook is valid from ${from.toISOString().slice(0, 10)} to ${day}, not now`, restart)];
    }
    return [now > renewalOf(first) ? warning(`the certificate authority of the webhook ends on ${day}, and should have been replaced on ${renewalOf(first).toISOString().slice(0, 10)}`, restart) : ok(`the API server trusts the certificate authority of the webhook, which is valid until ${day}`, { until: until.toISOString() })];
  },
};

function untilOf(pem: string): number {
  return factsOf(pem).until.getTime();
}
