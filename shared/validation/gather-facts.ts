import type { AlertProvider } from '../api/alert-provider.ts';
import type { Canary } from '../api/canary.ts';
import type { MetricTemplate } from '../api/metric-template.ts';
import { namespaceOf } from '../api/namespace-of.ts';
import { ApiError } from '../kube/kube.ts';
import type { Kube, KubeObject, ObjectReference, Selection } from '../kube/kube.ts';
import { alertProviders, canaries, metricTemplates, services } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';
import { defaultRouter, routerFor } from '../routing/router-for.ts';
import { canaryWorkloadName } from '../workloads/canary-workload.ts';
import { workloadFor } from '../workloads/workload-for.ts';
import { referenceKey } from './canary-facts.ts';
import type { CanaryFacts, Fact, Service } from './canary-facts.ts';

interface Reference {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/**
 * Reads what a Canary is compared with, all at once. What may not be read is unknown, not an error.
 * @throws Unreachable; ApiError where the API server fails.
 */
export async function gatherFacts(kube: Kube, canary: Canary): Promise<CanaryFacts> {
  const namespace = namespaceOf(canary);
  const { targetRef, provider = defaultRouter, analysis: { metrics = [], alerts = [] } } = canary.spec;
  const resource = workloadFor(targetRef.kind)?.resource;
  const workload = (name: string): Promise<Fact<KubeObject>> => (resource === undefined ? Promise.resolve('unknown') : read(kube, { resource, namespace, name }));
  const [target, canaryWorkload, others, found, missingResources, templates, providers] = await Promise.all([
    workload(targetRef.name),
    workload(canaryWorkloadName(targetRef.name)),
    list<Canary>(kube, { resource: canaries, namespace }),
    list<Service>(kube, { resource: services, namespace }),
    missing(kube, routerFor(provider)?.resources ?? []),
    readAll<MetricTemplate>(kube, canary, metricTemplates, metrics.flatMap(({ templateRef }) => templateRef ?? [])),
    readAll<AlertProvider>(kube, canary, alertProviders, alerts.map(({ providerRef }) => providerRef)),
  ]);
  return {
    target,
    canaryWorkload,
    canaries: others.filter(({ metadata }) => metadata.name !== canary.metadata.name),
    services: found,
    missingResources,
    metricTemplates: templates,
    alertProviders: providers,
  };
}

async function read<T extends KubeObject>(kube: Kube, reference: ObjectReference): Promise<Fact<T>> {
  try {
    return (await kube.get<T>(reference)) ?? 'absent';
  } catch (error) {
    return unlessForbidden(error, 'unknown' as const);
  }
}

async function readAll<T extends KubeObject>(kube: Kube, canary: Canary, resource: Resource, references: readonly Reference[]): Promise<Map<string, Fact<T>>> {
  const distinct = new Map(references.map((reference) => [referenceKey(reference, canary), reference]));
  return new Map(await Promise.all([...distinct].map(async ([key, { name, namespace = namespaceOf(canary) }]) => [key, await read<T>(kube, { resource, namespace, name })] as const)));
}

async function list<T extends KubeObject>(kube: Kube, selection: Selection): Promise<readonly T[]> {
  try {
    return (await kube.list<T>(selection)).items;
  } catch (error) {
    return unlessForbidden(error, []);
  }
}

/** Asks the API server what it serves; a group version that it does not know is answered with 404. */
async function missing(kube: Kube, resources: readonly Resource[]): Promise<Resource[]> {
  const served = await Promise.all(resources.map(async ({ apiVersion, plural }) => {
    const { status, text } = await kube.request(apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);
    if (status !== 200) {
      return status !== 404;
    }
    return (JSON.parse(text) as { resources?: { name: string }[] }).resources?.some(({ name }) => name === plural) ?? false;
  }));
  return resources.filter((_, index) => served[index] === false);
}

/** 401 and 403 say nothing about the object. */
function unlessForbidden<T>(error: unknown, otherwise: T): T {
  if (error instanceof ApiError && (error.code === 401 || error.code === 403)) {
    return otherwise;
  }
  throw error;
}
