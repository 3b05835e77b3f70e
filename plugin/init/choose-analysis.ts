import type { Analysis, Webhook } from '../../shared/api/canary.ts';
import { routerFor } from '../../shared/routing/router-for.ts';
import type { Container } from '../../shared/workloads/workload.ts';
import type { ChosenService } from './choose-service.ts';
import type { Choice } from './proposal.ts';
import type { Service, Surroundings } from './surroundings.ts';
import type { Target } from './target.ts';

export interface AnalysisQuestion {
  readonly target: Target;
  readonly provider: string;
  readonly apex: string;
  readonly service: ChosenService;
  readonly surroundings: Surroundings;
}

/** How a change is tried: a growing share of the traffic, or, where none can be shared, the new pods on their own. */
export function chooseAnalysis(question: AnalysisQuestion): Choice<Analysis> {
  if (routerFor(question.provider)?.supports.weights === true) {
    return {
      value: { interval: '30s', threshold: 3, stepWeight: 10, maxWeight: 50 },
      because: 'five steps of ten percent, half a minute each; three failed checks end it, and so do three intervals without an answer',
    };
  }
  const webhook = smokeTest(question);
  return {
    value: { interval: '15s', threshold: 1, iterations: 4, ...(webhook === undefined ? {} : { webhooks: [webhook] }) },
    because: webhook === undefined ? 'the new pods run for a minute without users; as nothing is asked of them, being ready is enough' : `the new pods are tested for a minute without users, through ${webhook.url}`,
    doubts: webhook === undefined ? ['what the new version must pass could not be found out: add webhooks or metrics to spec.analysis'] : [],
  };
}

/** The load tester asks the new pods for the page that tells of their health. */
function smokeTest({ target, apex, service, surroundings: { services } }: AnalysisQuestion): Webhook | undefined {
  const tester = typeof services === 'string' ? undefined : services.find(({ metadata }) => metadata.name === 'loadtester' && metadata.name !== service.found?.metadata.name);
  const path = healthPath(target.kind.template(target.object).spec.containers);
  if (tester === undefined || path === undefined) {
    return undefined;
  }
  const { namespace } = target;
  return { name: 'smoke', url: addressOf(tester, namespace), metadata: { type: 'http', url: `http://${apex}-canary.${namespace}${service.port === 80 ? '' : `:${service.port}`}${path}` } };
}

function addressOf({ metadata, spec }: Service, namespace: string): string {
  const port = spec?.ports?.[0]?.port ?? 80;
  return `http://${metadata.name}.${namespace}${port === 80 ? '' : `:${port}`}/`;
}

function healthPath(containers: readonly Container[]): string | undefined {
  const probes = containers.flatMap(({ readinessProbe, livenessProbe }) => [readinessProbe, livenessProbe]) as ({ httpGet?: { path?: string } } | undefined)[];
  return probes.find((probe) => probe?.httpGet !== undefined)?.httpGet?.path;
}
