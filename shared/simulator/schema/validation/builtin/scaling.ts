import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { forbidden, invalid, required, Verbatim } from '../causes.ts';
import { selectorProblems } from '../labels.ts';
import type { LabelSelector } from '../labels.ts';
import { fullShareCauses, shareCauses } from './numbers.ts';
import type { IntOrString } from './numbers.ts';

interface AutoscalerSpec {
  minReplicas?: number;
  maxReplicas?: number;
  scaleTargetRef?: { apiVersion?: string; kind?: string; name?: string };
  metrics?: Metric[];
  behavior?: { scaleUp?: ScalingRules; scaleDown?: ScalingRules };
}

interface Metric {
  type?: string;
  [source: string]: unknown;
}

interface ScalingRules {
  stabilizationWindowSeconds?: number;
  policies?: { value?: number; periodSeconds?: number }[];
}

interface BudgetSpec {
  minAvailable?: IntOrString;
  maxUnavailable?: IntOrString;
  selector?: LabelSelector;
  unhealthyPodEvictionPolicy?: string;
}

/** What is wrong with a HorizontalPodAutoscaler. */
export function autoscalerCauses(autoscaler: ApiObject): StatusCause[] {
  const { minReplicas = 1, maxReplicas = 0, scaleTargetRef = {}, metrics = [], behavior = {} } = (autoscaler['spec'] ?? {}) as AutoscalerSpec;
  const sleeps = metrics.some(({ type }) => type === 'Object' || type === 'External');
  return [
    ...(minReplicas < 0 ? [invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 0')] : []),
    ...(maxReplicas < minReplicas ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')] : []),
    ...(maxReplicas === 0 ? [required('spec.maxReplicas')] : maxReplicas < 0 ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0')] : []),
    ...targetCauses(scaleTargetRef),
    ...metrics.flatMap((metric, index) => metricCauses(metric, `spec.metrics[${index}]`)),
    ...(['scaleUp', 'scaleDown'] as const).flatMap((direction) => behaviorCauses(behavior[direction] ?? {}, `spec.behavior.${direction}`)),
    ...(minReplicas === 0 && !sleeps ? [forbidden('spec.metrics', 'must specify at least one Object or External metric to support scaling to zero replicas')] : []),
  ];
}

function targetCauses({ apiVersion = '', kind = '', name = '' }: NonNullable<AutoscalerSpec['scaleTargetRef']>): StatusCause[] {
  const ofText = (field: string, text: string) => (text === '' ? [required(`spec.scaleTargetRef.${field}`)] : ['/', '%'].filter((character) => text.includes(character)).map((character) => invalid(`spec.scaleTargetRef.${field}`, text, `may not contain '${character}'`)));
  const hasGroup = apiVersion.includes('/') || (apiVersion === 'v1' && kind === 'ReplicationController');
  return [...ofText('kind', kind), ...ofText('name', name), ...(hasGroup ? [] : [invalid('spec.scaleTargetRef.apiVersion', apiVersion, 'apiVersion must specify API group')])];
}

const sources: Record<string, string> = { ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource' };

function metricCauses(metric: Metric, path: string): StatusCause[] {
  const source = sources[metric.type ?? ''];
  if (source === undefined) {
    return [];
  }
  const given = metric[source] as { target?: { averageUtilization?: number } } | undefined;
  const utilization = given?.target?.averageUtilization;
  return [
    ...(given === undefined ? [required(`${path}.${source}`, 'must populate information for the given metric source')] : []),
    ...(utilization !== undefined && utilization < 1 ? [invalid(`${path}.${source}.target.averageUtilization`, utilization, 'must be greater than 0')] : []),
  ];
}

function behaviorCauses({ stabilizationWindowSeconds: window, policies = [] }: ScalingRules, path: string): StatusCause[] {
  const ofWindow = window === undefined ? [] : window < 0 ? ['must be greater than or equal to zero'] : window > 3600 ? ['must be less than or equal to 3600'] : [];
  return [
    ...ofWindow.map((detail) => invalid(`${path}.stabilizationWindowSeconds`, window, detail)),
    ...policies.flatMap(({ value = 0, periodSeconds = 0 }, index) => [
      ...(value <= 0 ? [invalid(`${path}.policies[${index}].value`, value, 'must be greater than zero')] : []),
      ...(periodSeconds <= 0 ? [invalid(`${path}.policies[${index}].periodSeconds`, periodSeconds, 'must be greater than zero')] : []),
      ...(periodSeconds > 1800 ? [invalid(`${path}.policies[${index}].periodSeconds`, periodSeconds, 'must be less than or equal to 1800')] : []),
    ]),
  ];
}

/** What is wrong with a PodDisruptionBudget. */
export function budgetCauses(budget: ApiObject): StatusCause[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = (budget['spec'] ?? {}) as BudgetSpec;
  const share = (path: string, value: IntOrString | undefined) => (value === undefined ? [] : [...shareCauses(path, value), ...fullShareCauses(path, value)]);
  const shown = () => new Verbatim(JSON.stringify({ MinAvailable: minAvailable, Selector: selector ?? null, MaxUnavailable: maxUnavailable, UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null }));
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined ? [invalid('spec', shown(), 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...share('spec.minAvailable', minAvailable),
    ...share('spec.maxUnavailable', maxUnavailable),
    ...selectorProblems(selector ?? {}, 'spec.selector'),
  ];
}
