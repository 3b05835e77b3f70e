import type { KubeObject } from '../../../kube/kube.ts';
import type { Condition } from './condition.ts';

export interface HorizontalPodAutoscaler extends KubeObject {
  spec: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly object[];
  };
  status?: AutoscalerStatus;
}

export interface AutoscalerStatus {
  readonly observedGeneration?: number;
  readonly lastScaleTime?: string;
  readonly currentReplicas?: number;
  readonly desiredReplicas: number;
  readonly currentMetrics?: readonly object[] | null;
  readonly conditions?: readonly Condition[];
}
