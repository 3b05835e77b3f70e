import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { known } from '../../../shared/validation/canary-facts.ts';
import type { Container } from '../../../shared/workloads/workload.ts';
import { workloadFor } from '../../../shared/workloads/workload-for.ts';
import { targetOf } from '../../explain/standing.ts';
import type { CanaryCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';
import { targetPortOf } from '../target-port.ts';

/** Without one a pod counts as ready as soon as its process runs: it gets requests that it cannot answer yet, and they count as failed. */
export const probes: CanaryCheck = {
  code: 'KC502',
  title: 'the container that serves has a readiness probe',
  about: 'canary',
  async look({ canary, facts }) {
    const kind = workloadFor(canary.spec.targetRef.kind);
    const workload = known((await facts()).target);
    if (kind === undefined || workload === undefined) {
      return [];
    }
    const { containers } = kind.template(workload).spec;
    const serving = containers.filter((container) => serves(container, targetPortOf(canary)));
    const asked = serving.length === 0 ? containers : serving;
    const without = asked.filter((container) => container['readinessProbe'] === undefined).map(({ name }) => name);
    const names = asked.map(({ name }) => name).join(', ');
    return [without.length === 0
      ? ok(`container ${names} has a readiness probe`)
      : warning(`container ${without.join(', ')} of ${targetOf(canary)} has no readiness probe: its pods get requests before they can answer`, `kubectl -n ${namespaceOf(canary)} edit ${targetOf(canary)}, and add a readinessProbe`)];
  },
};

function serves({ ports = [] }: Container, port: number | string | undefined): boolean {
  return ports.some(({ name, containerPort }) => containerPort === port || name === port);
}
