import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { routeOf } from '../../../shared/routing/route-of.ts';
import type { ServicePort } from '../../../shared/routing/service-ports.ts';
import { known } from '../../../shared/validation/canary-facts.ts';
import type { Service } from '../../../shared/validation/canary-facts.ts';
import type { PodTemplate } from '../../../shared/workloads/workload.ts';
import { workloadFor } from '../../../shared/workloads/workload-for.ts';
import { targetOf } from '../../explain/standing.ts';
import type { CanaryCheck } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';
import { targetPortOf } from '../target-port.ts';

type Port = { name?: string; containerPort: number };

/** Do requests to our Services come to where the pods listen? */
export const ports: CanaryCheck = {
  code: 'KC503',
  title: 'the ports of Service, Canary and pods line up',
  about: 'canary',
  async look({ canary, facts, services }) {
    const kind = workloadFor(canary.spec.targetRef.kind);
    const workload = known((await facts()).target);
    const port = targetPortOf(canary);
    if (kind === undefined || workload === undefined || port === undefined) {
      return [];
    }
    const offered = portsOf(kind.template(workload));
    const route = routeOf(canary);
    const title = targetOf(canary);
    if (typeof port === 'string' && numberOf(port, offered) === undefined) {
      return [error(`spec.service.targetPort is ${port}, but ${title} names its ports ${offered.flatMap(({ name }) => name ?? []).join(', ') || 'nothing'}`, 'name one of those, or write the number')];
    }
    const undeclared = offered.length > 0 && !offered.some(({ containerPort }) => containerPort === numberOf(port, offered));
    const apex = (await services()).find(({ metadata }) => metadata.name === route.apex);
    const sights = [
      ...(undeclared ? [warning(`spec.service says that the pods listen on ${port}, but ${title} declares ${offered.map(({ containerPort }) => containerPort).join(', ')}`, 'set spec.service.targetPort to the port that the containers listen on')] : []),
      ...(apex === undefined ? [] : apexSights(apex, { port: route.port, target: numberOf(port, offered), offered, edit: `kubectl -n ${namespaceOf(canary)} edit canary ${canary.metadata.name}` })),
    ];
    return sights.length > 0 ? sights : [ok(`port ${route.port} leads to port ${port} of the pods${apex === undefined ? '' : `, as Service ${route.apex} has it`}`)];
  },
};

/** Clients call the apex Service today; with another port they would find another door from the first rollout on. */
function apexSights(apex: Service, { port, target, offered, edit }: { port: number; target: number | undefined; offered: readonly Port[]; edit: string }): Sight[] {
  const own = (apex.spec as { ports?: ServicePort[] } | undefined)?.ports ?? [];
  const same = own.find((each) => each.port === port);
  const title = `Service ${apex.metadata.name}`;
  if (same === undefined) {
    return [warning(`spec.service.port is ${port}, but ${title} has ${own.map((each) => each.port).join(', ') || 'no port'}`, edit)];
  }
  const leadsTo = numberOf(same.targetPort ?? same.port, offered);
  return leadsTo === target ? [] : [warning(`port ${port} of ${title} leads to port ${same.targetPort ?? same.port} of the pods, that of spec.service to ${target}`, edit)];
}

function numberOf(port: number | string, offered: readonly Port[]): number | undefined {
  return typeof port === 'number' ? port : offered.find(({ name }) => name === port)?.containerPort;
}

function portsOf({ spec: { containers } }: PodTemplate): Port[] {
  return containers.flatMap((container) => container.ports ?? []);
}
