import { metricsPods } from '../api/annotations.ts';
import type { Canary, Metric, TemplateReference } from '../api/canary.ts';
import type { MetricTemplate } from '../api/metric-template.ts';
import { namespaceOf } from '../api/namespace-of.ts';
import { Failure } from '../errors.ts';
import type { Kube, KubeObject } from '../kube/kube.ts';
import { metricTemplates, secrets } from '../kube/resources.ts';
import { parseDuration } from '../time/duration.ts';
import { builtinOf } from './builtin.ts';
import type { BuiltinCheck } from './builtin.ts';
import { observerFor, observerNames } from './observer-for.ts';
import type { ObservedWorkload, PodsByLabel } from './observer.ts';
import { providerFor, templateProviders } from './provider-for.ts';
import type { MetricProvider, Question, Source } from './provider.ts';
import { prometheus } from './providers/prometheus.ts';
import { scrape } from './providers/scrape.ts';
import { renderQuery } from './query-template.ts';

/** Whom to ask what, and where. */
export interface ResolvedCheck {
  readonly provider: MetricProvider;
  readonly question: Question;
  readonly source: Source;
}

const nowhere: Source = { address: '', headers: {}, secret: {}, insecureSkipVerify: false };
/** The window of a check that names none; Flagger has it for built-in checks alone, where templates then fail each time. */
const defaultInterval = '1m';

/** The provider of built-in checks: a metrics server where the Canary names one, else the data plane's own pods. */
export function builtinProvider({ spec }: Canary): MetricProvider {
  return spec.metricsServer === undefined ? scrape : prometheus;
}

/**
 * Finds out whom a check asks: its metric template, its own query, or, by its name, a built-in one.
 * @throws Failure where that cannot be told; ApiError, Unreachable.
 */
export async function resolveCheck(kube: Kube, canary: Canary, check: Metric): Promise<ResolvedCheck> {
  if (check.templateRef !== undefined) {
    return resolveTemplate(kube, canary, { check, ref: check.templateRef });
  }
  if (check.query !== undefined) {
    return resolveInline(canary, check, check.query);
  }
  const kind = builtinOf(check);
  if (kind === undefined) {
    throw new Failure('usage', 'no usable metrics template and query were configured', { next: 'give it a templateRef' });
  }
  return { provider: builtinProvider(canary), question: builtinQuestion(canary, check, kind), source: { ...nowhere, address: canary.spec.metricsServer ?? '' } };
}

function resolveInline(canary: Canary, check: Metric, query: string): ResolvedCheck {
  const { metricsServer } = canary.spec;
  if (metricsServer === undefined) {
    throw new Failure('usage', `metric ${check.name} has a query, but the canary has no metrics server`, { next: 'set spec.metricsServer' });
  }
  return { provider: prometheus, question: queryQuestion(canary, check, query), source: { ...nowhere, address: metricsServer } };
}

async function resolveTemplate(kube: Kube, canary: Canary, { check, ref }: { check: Metric; ref: TemplateReference }): Promise<ResolvedCheck> {
  const namespace = ref.namespace ?? namespaceOf(canary);
  const title = `metric template ${ref.name}.${namespace}`;
  const template = await kube.get<MetricTemplate & KubeObject>({ resource: metricTemplates, namespace, name: ref.name });
  if (template === undefined) {
    throw new Failure('notFound', `${title} does not exist`, { next: 'create it, or correct templateRef' });
  }
  const { type, address = '', headers = {}, secretRef, region, insecureSkipVerify = false } = template.spec.provider;
  const provider = templateProviders.includes(type) ? providerFor(type) : undefined;
  if (provider === undefined) {
    throw new Failure('usage', `${title} has provider ${type}`, { next: `it can be ${templateProviders.join(', ')}` });
  }
  const secret = secretRef === undefined ? {} : await readSecret(kube, { namespace, name: secretRef.name, title });
  const source = { address, headers, secret, insecureSkipVerify, ...(region === undefined ? {} : { region }) };
  return { provider, question: queryQuestion(canary, check, template.spec.query), source };
}

async function readSecret(kube: Kube, { namespace, name, title }: { namespace: string; name: string; title: string }): Promise<Record<string, string>> {
  const secret = await kube.get<KubeObject & { data?: Record<string, string> }>({ resource: secrets, namespace, name });
  if (secret === undefined) {
    throw new Failure('notFound', `${title}: secret ${name}.${namespace} does not exist`, { next: 'create it, or correct secretRef' });
  }
  return Object.fromEntries(Object.entries(secret.data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]));
}

function queryQuestion(canary: Canary, check: Metric, query: string): Question {
  const { interval = defaultInterval, name, templateVariables = {} } = check;
  const { service, ingress, target, canaryWorkload, namespace } = observedWorkload(canary);
  const variables = { name: canary.metadata.name, namespace, target, canary: canaryWorkload, service, ingress, route: canary.spec.routeRef?.name ?? target, interval, variables: templateVariables };
  return { kind: 'query', name, query: renderQuery(query, variables), intervalSeconds: parseDuration(interval) };
}

function builtinQuestion(canary: Canary, { interval = defaultInterval }: Metric, check: BuiltinCheck): Question {
  const router = canary.spec.provider ?? 'kubernetes';
  const observer = observerFor(router);
  if (observer === undefined) {
    throw new Failure('usage', `${check} is not known for provider ${router}`, { next: `it is for ${observerNames.join(', ')}; use a metric template instead` });
  }
  const pods = namedPods(canary);
  return { kind: 'builtin', check, observer, workload: observedWorkload(canary), intervalSeconds: parseDuration(interval), ...(pods === undefined ? {} : { pods }) };
}

/** The pods that a Canary names for scraping, in place of those that its data plane usually has. */
export function namedPods({ metadata }: Canary): PodsByLabel | undefined {
  const text = metadata.annotations?.[metricsPods];
  const [namespace, ...selector] = text?.split('/') ?? [];
  return namespace === undefined ? undefined : { namespace, labelSelectors: [selector.join('/')] };
}

/** The names that queries about a Canary are made of. */
export function observedWorkload(canary: Canary): ObservedWorkload {
  const { targetRef: { name: target }, service: { name: service = target, port = 80 } = {}, ingressRef } = canary.spec;
  return {
    namespace: namespaceOf(canary),
    canaryName: canary.metadata.name,
    target,
    canaryWorkload: `${target}-canary`,
    service,
    canaryService: `${service}-canary`,
    port,
    ingress: ingressRef?.name ?? target,
  };
}
