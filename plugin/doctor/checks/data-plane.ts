import { metricsPods } from '../../../shared/api/annotations.ts';
import { defaultRouter, routerFor } from '../../../shared/routing/router-for.ts';
import { observerFor } from '../../../shared/metrics/observer-for.ts';
import { namedPods, observedWorkload } from '../../../shared/metrics/resolve-check.ts';
import { describePods, findPods } from '../../../shared/metrics/scraping/find-pods.ts';
import type { Pod } from '../../../shared/metrics/scraping/find-pods.ts';
import type { CanaryCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';

/** Weights are only words until somebody acts on them. Installations differ, so not to find it is no proof. */
export const dataPlane: CanaryCheck = {
  code: 'KC402',
  title: 'the data plane of the router runs',
  about: 'canary',
  async look({ kube, canary }) {
    const { provider = defaultRouter } = canary.spec;
    const observer = observerFor(provider);
    if (observer === undefined || (routerFor(provider)?.resources ?? []).length === 0) {
      return [];
    }
    const wanted = namedPods(canary) ?? observer.pods(observedWorkload(canary));
    const found = await findPods(kube, wanted);
    const ready = found.filter(isReady);
    if (ready.length > 0) {
      return [ok(`${ready.length} of ${found.length} running pods of ${provider} ${ready.length === 1 ? 'is' : 'are'} ready`, { ready: ready.length, running: found.length })];
    }
    const next = found.length > 0 ? 'kubectl get pods -A' : `install ${provider}, or name its pods on the canary with annotation ${metricsPods}: <namespace>/<label selector>`;
    return [warning(`${found.length > 0 ? 'none of the' : 'there are no'} running pods of ${provider} ${describePods(wanted)}${found.length > 0 ? ' is ready' : ''}`, next)];
  },
};

function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}
