import type { Webhook } from '../../../shared/api/canary.ts';
import { Unreachable } from '../../../shared/kube/kube.ts';
import type { CanaryCheck, CanaryContext } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';
import { shownAddress } from '../resolve-metrics.ts';
import { troubleSight } from '../trouble.ts';

/** A gate may start a load test or a deployment when it is called, so it is only knocked at: with a GET, which changes nothing. */
export const gateAddresses: CanaryCheck = {
  code: 'KC702',
  title: 'somebody answers at the addresses of the gates',
  about: 'canary',
  asksOthers: true,
  async look(context) {
    const { webhooks = [] } = context.canary.spec.analysis;
    return await Promise.all(webhooks.filter(({ url }) => URL.canParse(url)).map((webhook) => knock(context, webhook)));
  },
};

async function knock({ http }: CanaryContext, { name, url, disableTLS = false }: Webhook): Promise<Sight> {
  const address = shownAddress(url);
  try {
    const { status } = await http(url, { insecureSkipVerify: disableTLS });
    const isDown = status === 502 || status === 503 || status === 504;
    return isDown ? warning(`gate ${name} at ${address} answers HTTP ${status}`, 'see that what serves there runs', { address, status }) : ok(`gate ${name}: somebody answers at ${address} (HTTP ${status} to a GET; it was not called)`, { address, status });
  } catch (thrown) {
    return thrown instanceof Unreachable ? error(`gate ${name} does not answer: ${thrown.message}`, 'start what serves there, or correct the url', { address }) : troubleSight(thrown, `gate ${name}`);
  }
}
