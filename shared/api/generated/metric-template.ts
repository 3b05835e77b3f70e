/** Made from manifests/crds/metrictemplates.yaml by `npm run generate`: change that file, not this one. */

/**
 * Whether it is so.
 */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/**
 * A measurement that Canaries judge new versions by.
 */
export interface MetricTemplateFields {
  spec: MetricTemplateSpec;
  status?: MetricTemplateStatus | undefined;
}
/**
 * Whom to ask, and what.
 */
export interface MetricTemplateSpec {
  provider: MetricTemplateProvider;
  /**
   * The question, with placeholders such as {{ namespace }}, {{ target }} and {{ interval }}; its answer is one number.
   */
  query: string;
}
/**
 * Whom to ask.
 */
export interface MetricTemplateProvider {
  /**
   * Which kind of system answers; what is not available in this version is refused with the list of those that are.
   */
  type: 'prometheus' | 'influxdb' | 'datadog' | 'externalmetrics' | 'stackdriver' | 'cloudwatch' | 'newrelic' | 'graphite' | 'dynatrace' | 'keptn' | 'splunk';
  /**
   * Where it is reached, such as http://prometheus.monitoring:9090.
   */
  address?: string | undefined;
  /**
   * HTTP headers that are sent along, each with its values; not for secrets, for which there is secretRef.
   */
  headers?: Record<string, string[]> | undefined;
  secretRef?: SecretReference | undefined;
  /**
   * Region of the cloud provider.
   */
  region?: string | undefined;
  /**
   * Whether any certificate of the address is believed.
   */
  insecureSkipVerify?: boolean | undefined;
}
/**
 * The Secret that has the credentials, in the template's namespace.
 */
export interface SecretReference {
  /**
   * Name of the Secret.
   */
  name: string;
}
/**
 * Nothing is written here in this version.
 */
export interface MetricTemplateStatus {
  /**
   * What is known about the template.
   */
  conditions?: Condition[] | undefined;
}
/**
 * One aspect of it.
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
   * When the status changed last.
   */
  lastTransitionTime?: string | undefined;
  /**
   * When this was written last.
   */
  lastUpdateTime?: string | undefined;
}
