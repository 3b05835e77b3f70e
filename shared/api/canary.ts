/** The kind Canary: how changes of one workload are tried on a share of the traffic. Fields are described in manifests/crds/canaries.yaml. */
import type { KubeObject } from '../kube/kube.ts';
import type { CanaryFields } from './generated/canary.ts';

/** A Canary as the API server stores it. */
export interface Canary extends KubeObject, CanaryFields {}

export type {
  Alert, AlertProviderReference, Analysis, AnalysisMatch, AutoscalerReference, BackendReference, CanarySpec, CanaryStatus, CheckStatus,
  CommandStatus, CommandVerb, Condition, ConditionStatus, CorsPolicy, DriverHost, DriverStatus, GatewayReference, GateState, GateStatus,
  HeaderMatch, HeaderOperations, Headers, HistoryEntry, Metric, Mirror, PausedStatus, Phase, ProviderName, RequestMatch, Retries, Rewrite,
  RolloutEntry, RolloutResult, Service, ServiceMetadata, SessionAffinity, StringMatch, TargetReference, TemplateReference, ThresholdRange, TrafficPolicy,
  UnmanagedMetadata, UpstreamReference, Verdict, Webhook,
} from './generated/canary.ts';
