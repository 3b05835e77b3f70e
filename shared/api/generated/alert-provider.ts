/** Made from manifests/crds/alertproviders.yaml by `npm run generate`: change that file, not this one. */

/**
 * Whether it is so.
 */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/**
 * A place where people are told what comes of a rollout.
 */
export interface AlertProviderFields {
  spec: AlertProviderSpec;
  status?: AlertProviderStatus | undefined;
}
/**
 * Where the alerts go.
 */
export interface AlertProviderSpec {
  /**
   * Which kind of chat it is.
   */
  type: 'slack' | 'msteams' | 'discord' | 'rocket' | 'gchat';
  /**
   * Channel to write to; general where it is absent.
   */
  channel?: string | undefined;
  /**
   * Name to write under; kubectl-canary where it is absent.
   */
  username?: string | undefined;
  /**
   * Webhook address of the chat; whoever knows it may write there.
   */
  address?: string | undefined;
  /**
   * HTTP proxy to go through.
   */
  proxy?: string | undefined;
  secretRef?: SecretReference | undefined;
}
/**
 * The Secret in the same namespace that has the webhook address under "address", and for Slack a token under "token".
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
export interface AlertProviderStatus {
  /**
   * What is known about the provider.
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
