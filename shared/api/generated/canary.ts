/** Made from manifests/crds/canaries.yaml by `npm run generate`: change that file, not this one. */

/**
 * The mesh or ingress controller that shares out the traffic; kubernetes where it is absent, which knows no weights. What is not available in this version is refused with the list of those that are.
 */
export type ProviderName = 'apisix' | 'appmesh' | 'appmesh:v1beta1' | 'appmesh:v1beta2' | 'contour' | 'gatewayapi' | 'gatewayapi:v1' | 'gatewayapi:v1beta1' | 'gloo' | 'istio' | 'knative' | 'kubernetes' | 'kuma' | 'linkerd' | 'nginx' | 'osm' | 'skipper' | 'smi:v1alpha1' | 'smi:v1alpha2' | 'smi:v1alpha3' | 'traefik';
/**
 * Where the rollout stands.
 */
export type Phase = '' | 'Initializing' | 'Initialized' | 'Waiting' | 'Progressing' | 'WaitingPromotion' | 'Promoting' | 'Finalising' | 'Succeeded' | 'Failed' | 'Terminating' | 'Terminated';
/**
 * What the value means.
 */
export type Verdict = 'passed' | 'failed' | 'unknown';
/**
 * Whether it lets the rollout on.
 */
export type GateState = 'waiting' | 'open' | 'closed' | 'unknown';
/**
 * Whether it runs on a person's machine or in the cluster.
 */
export type DriverHost = 'operator' | 'cluster';
/**
 * What was asked for.
 */
export type CommandVerb = 'promote' | 'abort' | 'revert' | 'pause' | 'resume';
/**
 * How it ended; cancelled where its target was not held any more, replaced where a newer template took its place.
 */
export type RolloutResult = 'promoted' | 'rolledBack' | 'aborted' | 'cancelled' | 'replaced';
/**
 * Whether it is so.
 */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/**
 * How changes of one workload are tried on a share of the traffic before Kubernetes rolls them out.
 */
export interface CanaryFields {
  spec: CanarySpec;
  status?: CanaryStatus | undefined;
}
/**
 * What is tried, on which traffic, and what it is judged by.
 */
export interface CanarySpec {
  provider?: ProviderName | undefined;
  /**
   * Address of the Prometheus that answers the built-in checks and those with a query of their own; where it is absent, the built-in checks read the /metrics pages of the data plane's pods.
   */
  metricsServer?: string | undefined;
  targetRef: TargetReference;
  autoscalerRef?: AutoscalerReference | undefined;
  ingressRef?: IngressReference | undefined;
  routeRef?: RouteReference | undefined;
  upstreamRef?: UpstreamReference | undefined;
  service?: Service | undefined;
  analysis: Analysis;
  /**
   * After so many seconds without progress the new version's pods count as stuck; 600 where it is absent.
   */
  progressDeadlineSeconds?: number | undefined;
  /**
   * Whether changes are promoted without any check.
   */
  skipAnalysis?: boolean | undefined;
  /**
   * Kept for Flagger's objects: here the target and its traffic are always put back when the Canary is deleted.
   */
  revertOnDeletion?: boolean | undefined;
  /**
   * Whether nothing is done about this Canary for now; changes of its target are held all the same.
   */
  suspend?: boolean | undefined;
}
/**
 * The workload whose changes are held and tried.
 */
export interface TargetReference {
  /**
   * API group and version, such as apps/v1.
   */
  apiVersion: string;
  /**
   * Kind of the workload.
   */
  kind: 'DaemonSet' | 'Deployment' | 'Service' | 'StatefulSet';
  /**
   * Name of the object.
   */
  name: string;
}
/**
 * The scaler of the target; it keeps scaling the stable pods, and the new version gets a copy of it while it is tried.
 */
export interface AutoscalerReference {
  /**
   * API group and version, such as apps/v1.
   */
  apiVersion: string;
  /**
   * Kind of the scaler.
   */
  kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
  /**
   * Name of the object.
   */
  name: string;
  /**
   * For a ScaledObject, the query of each trigger by its name, as it must be for the stable pods.
   */
  primaryScalerQueries?: Record<string, string> | undefined;
  primaryScalerReplicas?: ScalerReplicas | undefined;
}
/**
 * Bounds for the scaler of the stable pods in place of its own.
 */
export interface ScalerReplicas {
  /**
   * At least so many pods.
   */
  minReplicas?: number | undefined;
  /**
   * At most so many pods.
   */
  maxReplicas?: number | undefined;
}
/**
 * The Ingress whose rules the new version gets too; for the nginx and skipper providers.
 */
export interface IngressReference {
  /**
   * API group and version, such as apps/v1.
   */
  apiVersion: string;
  /**
   * Kind of the object.
   */
  kind: 'Ingress';
  /**
   * Name of the object.
   */
  name: string;
}
/**
 * The ApisixRoute whose rules the new version gets too; for the apisix provider.
 */
export interface RouteReference {
  /**
   * API group and version, such as apps/v1.
   */
  apiVersion: string;
  /**
   * Kind of the object.
   */
  kind: 'ApisixRoute';
  /**
   * Name of the object.
   */
  name: string;
}
/**
 * The Upstream whose connection settings are copied; for the gloo provider.
 */
export interface UpstreamReference {
  /**
   * API group and version, such as apps/v1.
   */
  apiVersion: string;
  /**
   * Kind of the object.
   */
  kind: 'Upstream';
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace of the object; that of the Canary where it is absent.
   */
  namespace?: string | undefined;
}
/**
 * How the Services and the routing objects of the target are made.
 */
export interface Service {
  /**
   * Name of the Service that clients call; that of the target where it is absent. The others are called name-primary and name-canary.
   */
  name?: string | undefined;
  /**
   * Port of the Services.
   */
  port: number;
  /**
   * Name of that port; http where it is absent.
   */
  portName?: string | undefined;
  /**
   * Number or name of the container's port; the same number as port where it is absent.
   */
  targetPort?: number | string | undefined;
  /**
   * Application protocol of the port; tcp makes Istio route connections instead of requests.
   */
  appProtocol?: string | undefined;
  /**
   * Which endpoints Kubernetes prefers.
   */
  trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode' | undefined;
  /**
   * Whether the Services offer the other ports of the containers too.
   */
  portDiscovery?: boolean | undefined;
  /**
   * Whether the Services are made without a cluster IP.
   */
  headless?: boolean | undefined;
  /**
   * How long a request may take.
   */
  timeout?: string | undefined;
  /**
   * How long one attempt of a request may take; Gateway API only.
   */
  backendTimeout?: string | undefined;
  /**
   * Istio gateways that the routes are for; mesh where it is absent.
   */
  gateways?: string[] | undefined;
  /**
   * Gateways that the HTTPRoutes attach to; needed by the gatewayapi providers.
   */
  gatewayRefs?: GatewayReference[] | undefined;
  /**
   * Host names that the routes are for.
   */
  hosts?: string[] | undefined;
  /**
   * Whether the VirtualService is one that another delegates to, so without hosts and gateways of its own; Istio only.
   */
  delegation?: boolean | undefined;
  trafficPolicy?: TrafficPolicy | undefined;
  /**
   * Which requests the routes are for, with any weight; all where it is absent.
   */
  match?: RequestMatch[] | undefined;
  rewrite?: Rewrite | undefined;
  retries?: Retries | undefined;
  headers?: Headers | undefined;
  /**
   * Backends that get a copy of each request all the time, and whose answers nobody sees; Gateway API only.
   */
  mirror?: Mirror[] | undefined;
  corsPolicy?: CorsPolicy | undefined;
  /**
   * Name of the App Mesh mesh.
   */
  meshName?: string | undefined;
  /**
   * Backends of the App Mesh virtual nodes.
   */
  backends?: string[] | undefined;
  apex?: ServiceMetadata | undefined;
  primary?: ServiceMetadata | undefined;
  canary?: ServiceMetadata | undefined;
  unmanagedMetadata?: UnmanagedMetadata | undefined;
}
/**
 * One parent of the HTTPRoutes.
 */
export interface GatewayReference {
  /**
   * API group of the parent.
   */
  group?: string | undefined;
  /**
   * Kind of the parent.
   */
  kind?: string | undefined;
  /**
   * Namespace of the object; that of the Canary where it is absent.
   */
  namespace?: string | undefined;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Name of the parent's listener.
   */
  sectionName?: string | undefined;
  /**
   * Port of the parent's listener.
   */
  port?: number | undefined;
}
/**
 * Istio's traffic policy for both DestinationRules.
 */
export interface TrafficPolicy {
  connectionPool?: ConnectionPool | undefined;
  loadBalancer?: LoadBalancer | undefined;
  outlierDetection?: OutlierDetection | undefined;
  tls?: ClientTls | undefined;
}
/**
 * Limits of the connections to the pods.
 */
export interface ConnectionPool {
  http?: HttpConnectionPool | undefined;
}
/**
 * Limits of HTTP connections.
 */
export interface HttpConnectionPool {
  /**
   * Whether HTTP/1.1 connections become HTTP/2.
   */
  h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE' | undefined;
  /**
   * Requests that may wait for a connection.
   */
  http1MaxPendingRequests?: number | undefined;
  /**
   * Requests that may be active at once.
   */
  http2MaxRequests?: number | undefined;
  /**
   * How long an unused connection is kept.
   */
  idleTimeout?: string | undefined;
  /**
   * Requests after which a connection is closed.
   */
  maxRequestsPerConnection?: number | undefined;
  /**
   * Retries that may be active at once.
   */
  maxRetries?: number | undefined;
}
/**
 * How a pod is chosen for a request.
 */
export interface LoadBalancer {
  /**
   * A rule that needs no settings.
   */
  simple?: 'ROUND_ROBIN' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'LEAST_REQUEST' | undefined;
  consistentHash?: ConsistentHash | undefined;
  localityLbSetting?: LocalityLoadBalancing | undefined;
  /**
   * How long a new pod gets less than its share.
   */
  warmupDurationSecs?: string | undefined;
}
/**
 * Requests with the same value go to the same pod.
 */
export interface ConsistentHash {
  /**
   * The value is that of this header.
   */
  httpHeaderName?: string | undefined;
  httpCookie?: HashCookie | undefined;
  /**
   * The value is the client's address.
   */
  useSourceIp?: boolean | undefined;
  /**
   * The value is that of this query parameter.
   */
  httpQueryParameterName?: string | undefined;
  /**
   * At least so many places on the hash ring.
   */
  minimumRingSize?: number | undefined;
}
/**
 * The value is that of this cookie, which is set where it is missing.
 */
export interface HashCookie {
  /**
   * Name of the cookie.
   */
  name: string;
  /**
   * Path of the cookie.
   */
  path?: string | undefined;
  /**
   * How long the cookie lives.
   */
  ttl: string;
}
/**
 * Which regions and zones are preferred.
 */
export interface LocalityLoadBalancing {
  /**
   * Whether localities are looked at.
   */
  enabled?: boolean | undefined;
  /**
   * Shares by where the client is.
   */
  distribute?: LocalityDistribution[] | undefined;
  /**
   * Where requests go when a locality has no healthy pod.
   */
  failover?: LocalityFailover[] | undefined;
}
/**
 * Where the requests of one locality go.
 */
export interface LocalityDistribution {
  /**
   * Locality of the client.
   */
  from?: string | undefined;
  /**
   * Percent by locality.
   */
  to?: Record<string, number> | undefined;
}
/**
 * One region and its substitute.
 */
export interface LocalityFailover {
  /**
   * Region that fails.
   */
  from?: string | undefined;
  /**
   * Region that takes over.
   */
  to?: string | undefined;
}
/**
 * When a pod is left out for a while.
 */
export interface OutlierDetection {
  /**
   * For how long at least.
   */
  baseEjectionTime?: string | undefined;
  /**
   * So many answers of 500 and above in a row.
   */
  consecutive5xxErrors?: number | undefined;
  /**
   * So many errors in a row.
   */
  consecutiveErrors?: number | undefined;
  /**
   * So many answers of 502, 503 or 504 in a row.
   */
  consecutiveGatewayErrors?: number | undefined;
  /**
   * So many failed connections in a row.
   */
  consecutiveLocalOriginFailures?: number | undefined;
  /**
   * Time between two looks.
   */
  interval?: string | undefined;
  /**
   * At most so many percent of the pods are left out.
   */
  maxEjectionPercent?: number | undefined;
  /**
   * None is left out while fewer percent are healthy.
   */
  minHealthPercent?: number | undefined;
  /**
   * Whether failed connections are counted apart from error answers.
   */
  splitExternalLocalOriginErrors?: boolean | undefined;
}
/**
 * How the connections to the pods are secured.
 */
export interface ClientTls {
  /**
   * Which kind of TLS.
   */
  mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | undefined;
  /**
   * File of the authorities that are trusted.
   */
  caCertificates?: string | undefined;
  /**
   * File of the client's certificate.
   */
  clientCertificate?: string | undefined;
  /**
   * File of the client's key.
   */
  privateKey?: string | undefined;
  /**
   * Server name that is asked for.
   */
  sni?: string | undefined;
  /**
   * Names of which the server's certificate must have one.
   */
  subjectAltNames?: string[] | undefined;
}
/**
 * A request matches where all of these do.
 */
export interface RequestMatch {
  authority?: StringMatch | undefined;
  method?: StringMatch | undefined;
  scheme?: StringMatch | undefined;
  uri?: StringMatch | undefined;
  /**
   * By name, in lower case.
   */
  headers?: Record<string, StringMatch> | undefined;
  /**
   * By name of the query parameter.
   */
  queryParams?: Record<string, StringMatch> | undefined;
  /**
   * Headers that must not match.
   */
  withoutHeaders?: Record<string, StringMatch> | undefined;
  /**
   * Gateways that the request came through.
   */
  gateways?: string[] | undefined;
  /**
   * Whether upper and lower case are the same in uri.
   */
  ignoreUriCase?: boolean | undefined;
  /**
   * Name of this match.
   */
  name?: string | undefined;
  /**
   * Port that the request was sent to.
   */
  port?: number | undefined;
  /**
   * Labels that the client's pod must have.
   */
  sourceLabels?: Record<string, string> | undefined;
  /**
   * Namespace of the client.
   */
  sourceNamespace?: string | undefined;
}
/**
 * At most one way to compare.
 */
export interface StringMatch {
  /**
   * The value is this.
   */
  exact?: string | undefined;
  /**
   * The value begins with this.
   */
  prefix?: string | undefined;
  /**
   * The whole value matches this regular expression.
   */
  regex?: string | undefined;
}
/**
 * What is changed in a request before it reaches a pod.
 */
export interface Rewrite {
  /**
   * The new path.
   */
  uri?: string | undefined;
  /**
   * The new host.
   */
  authority?: string | undefined;
  /**
   * ReplacePrefixMatch replaces what the match began with, anything else the whole path.
   */
  type?: string | undefined;
}
/**
 * When and how often a failed request is sent again.
 */
export interface Retries {
  /**
   * At most so often.
   */
  attempts?: number | undefined;
  /**
   * How long one attempt may take.
   */
  perTryTimeout?: string | undefined;
  /**
   * What counts as failed, such as gateway-error,connect-failure.
   */
  retryOn?: string | undefined;
}
/**
 * Which headers are changed on the way.
 */
export interface Headers {
  request?: HeaderOperations | undefined;
  response?: HeaderOperations | undefined;
}
/**
 * Changes of headers.
 */
export interface HeaderOperations {
  /**
   * Values added to what is there.
   */
  add?: Record<string, string> | undefined;
  /**
   * Values in place of what is there.
   */
  set?: Record<string, string> | undefined;
  /**
   * Names taken away.
   */
  remove?: string[] | undefined;
}
/**
 * One such backend.
 */
export interface Mirror {
  backendRef?: BackendReference | undefined;
}
/**
 * Where the copies go.
 */
export interface BackendReference {
  /**
   * API group of the backend.
   */
  group?: string | undefined;
  /**
   * Kind of the backend.
   */
  kind?: string | undefined;
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace of the object; that of the Canary where it is absent.
   */
  namespace?: string | undefined;
  /**
   * Port of the backend.
   */
  port?: number | undefined;
}
/**
 * What browsers may do from pages of other origins.
 */
export interface CorsPolicy {
  /**
   * Whether cookies may be sent along.
   */
  allowCredentials?: boolean | undefined;
  /**
   * Headers that may be sent.
   */
  allowHeaders?: string[] | undefined;
  /**
   * Methods that may be used.
   */
  allowMethods?: string[] | undefined;
  /**
   * Origins that may ask, by their exact names.
   */
  allowOrigin?: string[] | undefined;
  /**
   * Origins that may ask.
   */
  allowOrigins?: OriginMatch[] | undefined;
  /**
   * Headers of the answer that scripts may read.
   */
  exposeHeaders?: string[] | undefined;
  /**
   * How long a browser may remember this.
   */
  maxAge?: string | undefined;
}
/**
 * Exactly one way to compare.
 */
export interface OriginMatch {
  /**
   * The origin is this.
   */
  exact?: string | undefined;
  /**
   * The origin begins with this.
   */
  prefix?: string | undefined;
  /**
   * The whole origin matches this regular expression.
   */
  regex?: string | undefined;
}
/**
 * Labels and annotations of a Service, for apex those of the routing object too.
 */
export interface ServiceMetadata {
  /**
   * Labels to put on.
   */
  labels?: Record<string, string> | undefined;
  /**
   * Annotations to put on.
   */
  annotations?: Record<string, string> | undefined;
}
/**
 * Labels and annotations that others put on our Services and that stay.
 */
export interface UnmanagedMetadata {
  /**
   * Names of labels.
   */
  labels?: string[] | undefined;
  /**
   * Names of annotations.
   */
  annotations?: string[] | undefined;
}
/**
 * In which steps the traffic is shifted, and what the new version is judged by.
 */
export interface Analysis {
  /**
   * Time between two rounds of checks, and how long each step lasts, such as 30s or 1m.
   */
  interval: string;
  /**
   * Blue/green: so many rounds of checks, then all traffic at once; A/B testing where match is given.
   */
  iterations?: number | undefined;
  /**
   * So many failed checks end the rollout and bring the traffic back; 0 counts as 1.
   */
  threshold: number;
  /**
   * So many intervals in a row in which the checks could not be found out end the rollout; threshold where it is absent.
   */
  maxUnknown?: number | undefined;
  /**
   * With stepWeight, the weight of the last step, after which the change is promoted; 100 where it is absent.
   */
  maxWeight?: number | undefined;
  /**
   * By how many percent each step raises the weight.
   */
  stepWeight?: number | undefined;
  /**
   * The weight of each step in percent, such as [1, 5, 25, 50].
   */
  stepWeights?: number[] | undefined;
  /**
   * By how many percent each step of the promotion brings traffic back to the target's own pods; all at once where it is absent or 0.
   */
  stepWeightPromotion?: number | undefined;
  /**
   * How many pods of the new version run: a number, or full for as many as the target has; where it is absent, as many as their share of the traffic needs.
   */
  canaryReplicas?: number | string | undefined;
  /**
   * Whether "kubectl rollout restart" goes through at once, without analysis.
   */
  skipRestarts?: boolean | undefined;
  /**
   * Whether the new version first gets a copy of the requests whose answers nobody sees.
   */
  mirror?: boolean | undefined;
  /**
   * Percent of the requests that are copied; Istio only.
   */
  mirrorWeight?: number | undefined;
  /**
   * Percent of the target's pods that must be available; 100 where it is absent.
   */
  primaryReadyThreshold?: number | undefined;
  /**
   * Percent of the new version's pods that must be available; 100 where it is absent.
   */
  canaryReadyThreshold?: number | undefined;
  /**
   * A/B testing: which requests go to the new version.
   */
  match?: AnalysisMatch[] | undefined;
  /**
   * What is measured in each round of checks.
   */
  metrics?: Metric[] | undefined;
  /**
   * Who is told what comes of a rollout.
   */
  alerts?: Alert[] | undefined;
  /**
   * Gates and tests: addresses that are called at certain moments and may hold the rollout up or end it.
   */
  webhooks?: Webhook[] | undefined;
  sessionAffinity?: SessionAffinity | undefined;
}
/**
 * A request matches where all of these do.
 */
export interface AnalysisMatch {
  /**
   * By name of the header, in lower case.
   */
  headers?: Record<string, HeaderMatch> | undefined;
  /**
   * By name of the query parameter.
   */
  queryParams?: Record<string, StringMatch> | undefined;
  /**
   * Labels that the client's pod must have.
   */
  sourceLabels?: Record<string, string> | undefined;
}
/**
 * Exactly one way to compare.
 */
export interface HeaderMatch {
  /**
   * The value is this.
   */
  exact?: string | undefined;
  /**
   * The value begins with this.
   */
  prefix?: string | undefined;
  /**
   * The value ends with this.
   */
  suffix?: string | undefined;
  /**
   * The whole value matches this regular expression.
   */
  regex?: string | undefined;
}
/**
 * One check and the range that passes it.
 */
export interface Metric {
  /**
   * Name of the check; request-success-rate (percent) and request-duration (milliseconds, 99th percentile) are built in.
   */
  name: string;
  /**
   * Over which time it is measured; 1m for the built-in checks where it is absent.
   */
  interval?: string | undefined;
  /**
   * Flagger's older form of thresholdRange: the minimum of request-success-rate, the maximum of everything else.
   */
  threshold?: number | undefined;
  thresholdRange?: ThresholdRange | undefined;
  /**
   * A PromQL template of its own; a MetricTemplate can be shared and tried on its own.
   */
  query?: string | undefined;
  templateRef?: TemplateReference | undefined;
  /**
   * Values that the template reads as variables.
   */
  templateVariables?: Record<string, string> | undefined;
}
/**
 * The values that pass, bounds included.
 */
export interface ThresholdRange {
  /**
   * A smaller value fails.
   */
  min?: number | undefined;
  /**
   * A larger value fails.
   */
  max?: number | undefined;
}
/**
 * The MetricTemplate that has the query.
 */
export interface TemplateReference {
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace of the object; that of the Canary where it is absent.
   */
  namespace?: string | undefined;
}
/**
 * One receiver and what is said to it.
 */
export interface Alert {
  /**
   * Name of the alert.
   */
  name: string;
  /**
   * What is told: everything (info, or absent), what is at risk (warn), or only what went wrong (error).
   */
  severity?: '' | 'info' | 'warn' | 'error' | undefined;
  providerRef: AlertProviderReference;
}
/**
 * The AlertProvider that sends it.
 */
export interface AlertProviderReference {
  /**
   * Name of the object.
   */
  name: string;
  /**
   * Namespace of the object; that of the Canary where it is absent.
   */
  namespace?: string | undefined;
}
/**
 * One address and when it is called.
 */
export interface Webhook {
  /**
   * Name of the gate, as it is shown.
   */
  name: string;
  /**
   * When it is called; in each round of checks (rollout) where it is absent.
   */
  type?: '' | 'confirm-rollout' | 'pre-rollout' | 'rollout' | 'confirm-traffic-increase' | 'confirm-promotion' | 'post-rollout' | 'rollback' | 'event' | undefined;
  /**
   * Where it is called, such as http://loadtester.test/.
   */
  url: string;
  /**
   * How long one call may take; 10s where it is absent.
   */
  timeout?: string | undefined;
  /**
   * How often a failed call is tried again at once.
   */
  retries?: number | undefined;
  /**
   * Whether nobody is told while a gate is waited for.
   */
  muteAlert?: boolean | undefined;
  /**
   * Whether any certificate of the address is believed.
   */
  disableTLS?: boolean | undefined;
  /**
   * What the address is told besides the Canary's name and phase.
   */
  metadata?: Record<string, string> | undefined;
}
/**
 * Keeps a client on the version that it saw first, by a cookie.
 */
export interface SessionAffinity {
  /**
   * Name of the cookie of clients on the new version.
   */
  cookieName: string;
  /**
   * Name of the cookie of clients on the stable version; they are not kept there where it is absent.
   */
  primaryCookieName?: string | undefined;
  /**
   * How many seconds the cookie of the new version lives.
   */
  maxAge?: number | undefined;
  /**
   * Domain of the cookies.
   */
  domain?: string | undefined;
  /**
   * Path of the cookies.
   */
  path?: string | undefined;
  /**
   * Whether scripts cannot read the cookies.
   */
  httpOnly?: boolean | undefined;
  /**
   * Whether the cookies are sent over TLS only.
   */
  secure?: boolean | undefined;
  /**
   * Whether browsers keep the cookies apart for each site that embeds this one.
   */
  partitioned?: boolean | undefined;
  /**
   * Whether the cookies are sent from pages of other sites.
   */
  sameSite?: 'Strict' | 'Lax' | 'None' | undefined;
}
/**
 * What the driver of the rollout knows; written by nobody else.
 */
export interface CanaryStatus {
  /**
   * The generation of the Canary that this is about.
   */
  observedGeneration?: number | undefined;
  phase?: Phase | undefined;
  /**
   * Why it stands there.
   */
  because?: string | undefined;
  /**
   * Why the last rollout failed, as long as its phase is Failed.
   */
  failure?: string | undefined;
  /**
   * Failed checks of this rollout.
   */
  failedChecks?: number | undefined;
  /**
   * Intervals in a row in which the checks could not be found out.
   */
  unknownChecks?: number | undefined;
  /**
   * When the last of these was counted.
   */
  unknownCountedAt?: string | undefined;
  /**
   * Percent of the traffic on the new version.
   */
  canaryWeight?: number | undefined;
  /**
   * Rounds of a blue/green or A/B rollout so far.
   */
  iterations?: number | undefined;
  /**
   * Index of the step in the plan, from 0.
   */
  step?: number | undefined;
  /**
   * Whether the checks of this step have passed.
   */
  stepPassed?: boolean | undefined;
  /**
   * When the traffic was changed last.
   */
  stepStartedAt?: string | undefined;
  /**
   * When the next round of checks is due.
   */
  nextCheckAt?: string | undefined;
  /**
   * When this rollout began.
   */
  startedAt?: string | undefined;
  /**
   * When this phase began.
   */
  phaseStartedAt?: string | undefined;
  /**
   * When this rollout ended, with all its pods gone.
   */
  finishedAt?: string | undefined;
  /**
   * When phase or weight changed last.
   */
  lastTransitionTime?: string | undefined;
  /**
   * Hash of the pod template that is or was tried.
   */
  lastAppliedSpec?: string | undefined;
  /**
   * Hash of the pod template that serves.
   */
  lastPromotedSpec?: string | undefined;
  /**
   * Hashes of the ConfigMaps and Secrets that the pods use.
   */
  trackedConfigs?: Record<string, string> | undefined;
  /**
   * Cookie of clients on the new version in this rollout.
   */
  sessionAffinityCookie?: string | undefined;
  /**
   * The same of the last rollout, which is taken back.
   */
  previousSessionAffinityCookie?: string | undefined;
  /**
   * Cookie of clients on the stable version.
   */
  primarySessionAffinityCookie?: string | undefined;
  /**
   * The last answer of each check.
   */
  checks?: CheckStatus[] | undefined;
  /**
   * The last answer of each gate.
   */
  gates?: GateStatus[] | undefined;
  /**
   * What happened, oldest first.
   */
  history?: HistoryEntry[] | undefined;
  driver?: DriverStatus | undefined;
  command?: CommandStatus | undefined;
  paused?: PausedStatus | undefined;
  /**
   * The last rollouts, oldest first; one without a result is under way.
   */
  rollouts?: RolloutEntry[] | undefined;
  /**
   * Promoted, and Ready, Reconciling and Stalled as tools that wait for objects read them.
   */
  conditions?: Condition[] | undefined;
}
/**
 * The last answer of one check.
 */
export interface CheckStatus {
  /**
   * Name of the metric.
   */
  name: string;
  /**
   * What was measured; absent where it could not be found out.
   */
  value?: number | undefined;
  /**
   * Unit of the value, such as % or ms.
   */
  unit?: string | undefined;
  /**
   * A smaller value fails.
   */
  min?: number | undefined;
  /**
   * A larger value fails.
   */
  max?: number | undefined;
  verdict: Verdict;
  /**
   * The same in one sentence.
   */
  message?: string | undefined;
  /**
   * When it was measured.
   */
  at?: string | undefined;
  /**
   * How often it has failed in this rollout.
   */
  failures?: number | undefined;
  /**
   * What the provider needs to know the next time it measures.
   */
  memo?: string | undefined;
}
/**
 * The last answer of one gate.
 */
export interface GateStatus {
  /**
   * Name of the webhook.
   */
  name: string;
  /**
   * When it is called.
   */
  type: string;
  state: GateState;
  /**
   * What it said.
   */
  message?: string | undefined;
  /**
   * When it was called.
   */
  at?: string | undefined;
}
/**
 * One change of phase, weight or reason.
 */
export interface HistoryEntry {
  /**
   * When it happened.
   */
  at: string;
  /**
   * The phase from then on.
   */
  phase: string;
  /**
   * Percent of the traffic on the new version from then on.
   */
  weight: number;
  /**
   * Why.
   */
  because: string;
}
/**
 * Who moves the rollout on.
 */
export interface DriverStatus {
  /**
   * Its name, as in the Lease.
   */
  identity: string;
  host: DriverHost;
  /**
   * The user that the API server knows it as.
   */
  user?: string | undefined;
  /**
   * Since when.
   */
  since: string;
}
/**
 * The last command that was obeyed.
 */
export interface CommandStatus {
  verb: CommandVerb;
  /**
   * Who asked.
   */
  by: string;
  /**
   * When they asked.
   */
  at: string;
}
/**
 * Present while a person has stopped the rollout: the traffic stays as it is.
 */
export interface PausedStatus {
  /**
   * Who paused it.
   */
  by: string;
  /**
   * When.
   */
  at: string;
}
/**
 * One rollout from its begin to its end.
 */
export interface RolloutEntry {
  /**
   * When it began.
   */
  startedAt: string;
  /**
   * When the traffic was where it belongs: on the pods that were promoted, or back on the stable ones.
   */
  endedAt?: string | undefined;
  result?: RolloutResult | undefined;
  /**
   * Why it ended so.
   */
  because?: string | undefined;
  /**
   * Hash of the pod template that was tried.
   */
  template: string;
  /**
   * Hash of the pod template that served before.
   */
  stable?: string | undefined;
  /**
   * The image of each container of the pod template that was tried.
   */
  images?: Record<string, string> | undefined;
  /**
   * The user whose driver began it.
   */
  startedBy?: string | undefined;
  /**
   * The user whose driver ended it.
   */
  drivenBy?: string | undefined;
  command?: CommandStatus | undefined;
}
/**
 * One aspect of where the rollout stands.
 */
export interface Condition {
  /**
   * Name of the aspect.
   */
  type: string;
  status: ConditionStatus;
  /**
   * Why in one word.
   */
  reason?: string | undefined;
  /**
   * Why in one sentence.
   */
  message?: string | undefined;
  /**
   * The generation of the Canary that this is about.
   */
  observedGeneration?: number | undefined;
  /**
   * When the status changed last.
   */
  lastTransitionTime?: string | undefined;
  /**
   * When this was written last.
   */
  lastUpdateTime?: string | undefined;
}
