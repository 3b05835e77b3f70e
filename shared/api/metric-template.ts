/** The kind MetricTemplate: a measurement that Canaries judge new versions by. Fields are described in manifests/crds/metrictemplates.yaml. */
import type { KubeObject } from '../kube/kube.ts';
import type { MetricTemplateFields } from './generated/metric-template.ts';

/** A MetricTemplate as the API server stores it. */
export interface MetricTemplate extends KubeObject, MetricTemplateFields {}

export type { MetricTemplateProvider, MetricTemplateSpec, MetricTemplateStatus } from './generated/metric-template.ts';
