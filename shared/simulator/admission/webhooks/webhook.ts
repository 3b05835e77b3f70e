import { ApiStatus, forbidden } from '../../api-server/api-status.ts';
import type { LabelSelector } from '../../storage/selectors.ts';
import type { Store } from '../../storage/store.ts';
import type { Attributes } from '../attributes.ts';
import { meetsConditions } from '../evaluate.ts';
import type { MatchCondition } from '../evaluate.ts';
import { match } from '../matching.ts';
import type { Rule } from '../matching.ts';
import { group } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';

/** One of a MutatingWebhookConfiguration or a ValidatingWebhookConfiguration. */
export interface Webhook {
  readonly name: string;
  readonly clientConfig: ClientConfig;
  readonly rules?: readonly Rule[];
  readonly failurePolicy?: string;
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly sideEffects?: string;
  readonly timeoutSeconds?: number;
  readonly matchConditions?: readonly MatchCondition[];
  readonly reinvocationPolicy?: string;
}

export interface ClientConfig {
  readonly url?: string;
  readonly service?: { readonly namespace: string; readonly name: string; readonly path?: string; readonly port?: number };
  /** PEM in base64. */
  readonly caBundle?: string;
}

/** All of them, by the name of their configuration and their place in it. */
export function webhooksIn(store: Store, plural: 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations'): Webhook[] {
  return store.list({ group, plural }).flatMap(({ webhooks = [] }) => webhooks as Webhook[]);
}

/**
 * The request as this webhook is to be asked about it; undefined where it is not.
 * @throws ApiStatus 403 where its conditions cannot be evaluated and it must not be passed by.
 */
export function askedAbout(webhook: Webhook, attributes: Attributes, surroundings: Surroundings): Attributes | undefined {
  const { rules = [], matchConditions = [], failurePolicy = 'Fail' } = webhook;
  const matched = rules.length === 0 ? undefined : match(attributes, { ...webhook, resourceRules: rules }, surroundings);
  if (matched === undefined || matchConditions.length === 0) {
    return matched;
  }
  const met = meetsConditions(matchConditions, variablesOf(attributes, matched, surroundings));
  if (typeof met === 'object' && failurePolicy !== 'Ignore') {
    throw forbidden(attributes.definition, attributes.name, met.error);
  }
  return met === true ? matched : undefined;
}

/** 400 where a request that is only tried would have effects. @throws ApiStatus */
export function assertDryRunSupported({ name, sideEffects }: Webhook, { dryRun }: Attributes): void {
  if (dryRun && sideEffects !== 'None' && sideEffects !== 'NoneOnDryRun') {
    throw new ApiStatus(400, 'BadRequest', `admission webhook "${name}" does not support dry run`);
  }
}
