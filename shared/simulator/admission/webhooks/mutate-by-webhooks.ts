import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../../api-object.ts';
import { internalError } from '../../api-server/api-status.ts';
import { apiVersionOf } from '../../schema/definition.ts';
import type { Attributes } from '../attributes.ts';
import type { Surroundings } from '../surroundings.ts';
import { ask } from './ask.ts';
import type { Question } from './ask.ts';
import { CallFailure } from './call-failure.ts';
import type { CallWebhook } from './call-webhook.ts';
import type { ReviewResponse } from './review.ts';
import { askedAbout, webhooksIn } from './webhook.ts';
import type { Webhook } from './webhook.ts';

type Means = Surroundings & { readonly call: CallWebhook };

/**
 * The object as the mutating webhooks make it, one after the other. Those that want it are asked once more where a later one has changed it.
 * @throws ApiStatus where one denies, or its patch cannot be carried out.
 */
export async function mutateByWebhooks(attributes: Attributes, means: Means): Promise<ApiObject | undefined> {
  const webhooks = webhooksIn(means.store, 'mutatingwebhookconfigurations');
  const first = await askInTurn(webhooks, attributes, means);
  const second = first.again.size === 0 ? first : await askInTurn(webhooks.filter((webhook) => first.again.has(webhook)), { ...attributes, object: first.object }, means);
  return second.object;
}

interface Round {
  readonly object: ApiObject | undefined;
  /** Asked before the object was changed, and wants to see the change. */
  readonly again: ReadonlySet<Webhook>;
}

async function askInTurn(webhooks: readonly Webhook[], attributes: Attributes, means: Means): Promise<Round> {
  let { object } = attributes;
  const asked: Webhook[] = [];
  const again = new Set<Webhook>();
  for (const webhook of webhooks) {
    const original = { ...attributes, object };
    const matched = askedAbout(webhook, original, means);
    if (matched === undefined) {
      continue;
    }
    const mutated = await mutate({ webhook, original, matched }, means);
    if (!isDeepStrictEqual(mutated, object)) {
      asked.forEach((each) => again.add(each));
      object = mutated;
    }
    if (webhook.reinvocationPolicy === 'IfNeeded') {
      asked.push(webhook);
    }
  }
  return { object, again };
}

async function mutate(question: Question, { call, patch, defaults }: Means): Promise<ApiObject | undefined> {
  const { webhook: { name }, original, matched } = question;
  const operations = (await ask(question, call, { mayPatch: true, use: operationsOf })) ?? [];
  if (operations.length === 0) {
    return original.object;
  }
  if (matched.object === undefined || original.object === undefined) {
    throw internalError(`admission webhook "${name}" attempted to modify the object, which is not supported for this operation`);
  }
  const patched = patchedWith(operations, () => patch.json(matched.object!, operations));
  const isOther = patched.apiVersion !== original.object.apiVersion && patched.apiVersion === apiVersionOf(matched.definition);
  return defaults(original.definition, isOther ? { ...patched, apiVersion: original.object.apiVersion } : patched);
}

/** @throws CallFailure */
function operationsOf({ patch = '', patchType }: ReviewResponse): unknown[] {
  if (patch === '') {
    return [];
  }
  if (patchType !== 'JSONPatch') {
    throw new CallFailure(`unsupported patch type "${patchType}"`);
  }
  try {
    return JSON.parse(Buffer.from(patch, 'base64').toString('utf8')) as unknown[];
  } catch (error) {
    throw new CallFailure(`received undecodable patch in webhook response: ${(error as Error).message}`, { cause: error });
  }
}

function patchedWith(operations: readonly unknown[], carryOut: () => ApiObject): ApiObject {
  try {
    return carryOut();
  } catch (error) {
    const places = operations.map((operation) => (operation as { path?: string }).path ?? '').join(', ');
    throw internalError(`${(error as Error).message}: ${places}`);
  }
}
