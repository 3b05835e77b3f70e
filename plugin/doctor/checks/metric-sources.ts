import { Unreachable } from '../../../shared/kube/kube.ts';
import type { ResolvedCheck } from '../../../shared/metrics/resolve-check.ts';
import type { CanaryCheck, CanaryContext } from '../check.ts';
import { error, ok } from '../finding.ts';
import type { Sight } from '../finding.ts';
import { resolveMetrics, shownAddress } from '../resolve-metrics.ts';
import { troubleSight } from '../trouble.ts';

/** What every server with Prometheus' query API can answer. */
const question = { kind: 'query', name: 'doctor', query: 'vector(1)', intervalSeconds: 60 } as const;

/** Asked once for each server, so that one that is down is not told once for each metric. */
export const metricSources: CanaryCheck = {
  code: 'KC602',
  title: 'the metrics servers answer',
  about: 'canary',
  asksOthers: true,
  async look(context) {
    const checks = (await resolveMetrics(context)).flatMap((each) => ('check' in each ? [each.check] : []));
    const distinct = new Map(checks.filter(({ provider, source }) => provider.name === 'prometheus' && source.address !== '').map((check) => [JSON.stringify(check.source), check]));
    return await Promise.all([...distinct.values()].map((check) => askSource(context, check)));
  },
};

async function askSource({ kube, http }: CanaryContext, { provider, source }: ResolvedCheck): Promise<Sight> {
  const address = shownAddress(source.address);
  const title = `${provider.name} at ${address}`;
  try {
    const answer = await provider.measure(question, source, { kube, fetch: http, memo: undefined });
    return answer.kind === 'value' ? ok(`${title} answers`, { address }) : failed(title, answer.reason, address);
  } catch (thrown) {
    return thrown instanceof Unreachable ? failed(title, thrown.message, address) : troubleSight(thrown, title);
  }
}

function failed(title: string, reason: string, address: string): Sight {
  return error(`${title} cannot be asked: ${reason}`, 'correct the address or the credentials, or start the server', { address });
}
