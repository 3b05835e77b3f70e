import type { Metric } from '../../shared/api/canary.ts';
import type { Prometheus } from './find-prometheus.ts';
import type { Choice } from './proposal.ts';
import type { Surroundings } from './surroundings.ts';

export interface ChosenMetrics {
  readonly metricsServer: string | undefined;
  readonly metrics: readonly Metric[];
}

const checks: readonly Metric[] = [
  { name: 'request-success-rate', thresholdRange: { min: 99 } },
  { name: 'request-duration', thresholdRange: { max: 500 } },
];

/** Who is asked how the new version does behind Traefik: a Prometheus that has its numbers, else Traefik's own pods. */
export function chooseMetrics({ prometheus, traefikPods }: Pick<Surroundings, 'prometheus' | 'traefikPods'>): Choice<ChosenMetrics> {
  const counting = prometheus.find(({ traefik }) => traefik === 'counted');
  if (counting !== undefined) {
    return { value: { metricsServer: counting.address, metrics: checks }, because: `Service ${titleOf(counting)} answers, and has Traefik's numbers` };
  }
  const looked = prometheus.length === 0 ? 'no Prometheus was found in the usual namespaces' : prometheus.map(whyNot).join('; ');
  return {
    value: { metricsServer: undefined, metrics: checks },
    because: `${looked}: Traefik's own /metrics pages are read instead`,
    doubts: traefikPods === 0 || traefikPods === undefined ? [noPods(traefikPods)] : [],
  };
}

function whyNot(found: Prometheus): string {
  const { traefik } = found;
  return `${titleOf(found)} ${typeof traefik === 'object' ? `gave no answer (${traefik.unanswered})` : 'has no numbers of Traefik'}`;
}

function noPods(traefikPods: 0 | undefined): string {
  const why = traefikPods === 0 ? 'no pods of Traefik were found' : 'pods of Traefik may not be looked for';
  return `${why}: set spec.metricsServer, or name them with the annotation kubectl-canary.dev/metrics-pods: <namespace>/<label selector>`;
}

function titleOf({ service, namespace }: Prometheus): string {
  return `${service}.${namespace}`;
}
