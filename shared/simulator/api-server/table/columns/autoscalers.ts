import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import { age, first, none, shown, unset } from '../cells.ts';

interface Value {
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}

/** One metric of autoscaling/v2: in a spec with a target, in a status with what it is now. */
interface Metric {
  readonly type: string;
  readonly resource?: MetricSource;
  readonly containerResource?: MetricSource;
  readonly pods?: MetricSource;
  readonly object?: MetricSource;
  readonly external?: MetricSource;
}

interface MetricSource {
  readonly name?: string;
  readonly target?: Value;
  readonly current?: Value;
}

interface Autoscaler extends ApiObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly metrics?: readonly Metric[];
    /** Of autoscaling/v1. */
    readonly targetCPUUtilizationPercentage?: number;
  };
  readonly status?: { readonly currentReplicas?: number; readonly currentMetrics?: readonly Metric[] | null; readonly currentCPUUtilizationPercentage?: number };
}

export const horizontalPodAutoscalers: readonly Column[] = [
  shown('Reference', ({ spec }: Autoscaler) => `${spec?.scaleTargetRef?.kind ?? ''}/${spec?.scaleTargetRef?.name ?? ''}`),
  shown('Targets', targets),
  shown('MinPods', ({ spec }: Autoscaler) => String(spec?.minReplicas ?? unset)),
  shown('MaxPods', ({ spec }: Autoscaler) => spec?.maxReplicas ?? 0),
  shown('Replicas', ({ status }: Autoscaler) => status?.currentReplicas ?? 0),
  age,
];

/** `cpu: 30%/80%, 12/100 + 1 more...` */
function targets({ spec = {}, status = {} }: Autoscaler): string {
  const { metrics = [], targetCPUUtilizationPercentage: percent } = spec;
  if (metrics.length === 0 && percent !== undefined) {
    return `cpu: ${percentText(status.currentCPUUtilizationPercentage, unknown)}/${percent}%`;
  }
  const texts = metrics.map((metric, index) => describe(metric, status.currentMetrics?.[index]));
  return first(texts, 2, { separator: ', ', empty: none });
}

const unknown = '<unknown>';

function describe(metric: Metric, status: Metric | undefined): string {
  switch (metric.type) {
    case 'Resource':
      return ofContainers(metric.resource, status?.resource?.current);
    case 'ContainerResource':
      return ofContainers(metric.containerResource, status?.containerResource?.current);
    case 'Pods':
      return `${status?.pods?.current?.averageValue ?? unknown}/${metric.pods?.target?.averageValue ?? '0'}`;
    case 'Object':
      return ofOneThing(metric.object, status?.object?.current);
    case 'External':
      return ofOneThing(metric.external, status?.external?.current);
    default:
      return '<unknown type>';
  }
}

function ofContainers({ name = '', target = {} }: MetricSource = {}, current: Value = {}): string {
  if (target.averageValue !== undefined) {
    return `${name}: ${current.averageValue ?? unknown}/${target.averageValue}`;
  }
  return `${name}: ${percentText(current.averageUtilization, unknown)}/${percentText(target.averageUtilization, '<auto>')}`;
}

function percentText(percent: number | undefined, otherwise: string): string {
  return percent === undefined ? otherwise : `${percent}%`;
}

function ofOneThing({ target = {} }: MetricSource = {}, current: Value = {}): string {
  return target.averageValue !== undefined ? `${current.averageValue ?? unknown}/${target.averageValue} (avg)` : `${current.value ?? unknown}/${target.value ?? '0'}`;
}
