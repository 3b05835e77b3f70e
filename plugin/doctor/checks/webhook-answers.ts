import { ApiError } from '../../../shared/kube/kube.ts';
import { collectionPath } from '../../../shared/kube/paths.ts';
import { metricTemplates } from '../../../shared/kube/resources.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';

const webhook = 'validate.kubectl-canary.dev';
/** A template that only the webhook refuses: the refusal shows that it was asked, over the API server's own way and with its certificate. */
const refused = {
  apiVersion: metricTemplates.apiVersion,
  kind: metricTemplates.kind,
  metadata: { name: 'kubectl-canary-doctor' },
  spec: { provider: { type: 'prometheus', address: 'http://prometheus' }, query: '{{ doctor }}' },
};

/** The whole way is tried, by a dry run: nothing is stored. */
export const webhookAnswers: ClusterCheck = {
  code: 'KC306',
  title: 'the webhook answers the API server',
  about: 'cluster',
  async look({ kube }) {
    const { status, text } = await kube.request(collectionPath(metricTemplates, kube.namespace), { method: 'POST', query: { dryRun: 'All' }, body: { ...refused, metadata: { ...refused.metadata, namespace: kube.namespace } } });
    const { message = text.slice(0, 200), reason = 'Unknown' } = parse(text);
    if (message.includes(`"${webhook}" denied the request`)) {
      return [ok('the webhook answers the API server (tried with a dry run)')];
    }
    if (status < 300) {
      return [error('the API server takes what the webhook would refuse: it does not ask the webhook', 'put its registration back with "kubectl canary install"')];
    }
    if (status === 404) {
      return []; // no such kind, or no such namespace: said elsewhere
    }
    if (message.includes(`failed calling webhook "${webhook}"`)) {
      return [error(`the webhook does not answer the API server: ${message.replace(/^.*failed calling webhook "[^"]+": /, '')}`, 'kubectl -n kubectl-canary-system get pods,endpointslices')];
    }
    if (status === 401 || status === 403) {
      throw new ApiError(status, reason, message);
    }
    return [warning(`whether the webhook answers could not be tried: ${message}`, 'kubectl -n kubectl-canary-system get pods')];
  },
};

function parse(text: string): { message?: string; reason?: string } {
  try {
    return JSON.parse(text) as { message?: string; reason?: string };
  } catch {
    return {};
  }
}
