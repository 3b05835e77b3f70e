import type { Attributes } from '../attributes.ts';
import type { Surroundings } from '../surroundings.ts';
import { ask } from './ask.ts';
import type { CallWebhook } from './call-webhook.ts';
import { askedAbout, webhooksIn } from './webhook.ts';

/** Asks all validating webhooks at once. @throws ApiStatus of the first that denies, in the order of the configurations. */
export async function validateByWebhooks(attributes: Attributes, surroundings: Surroundings & { readonly call: CallWebhook }): Promise<void> {
  const questions = webhooksIn(surroundings.store, 'validatingwebhookconfigurations').flatMap((webhook) => {
    const matched = askedAbout(webhook, attributes, surroundings);
    return matched === undefined ? [] : [{ webhook, original: attributes, matched }];
  });
  const answers = await Promise.allSettled(questions.map((question) => ask(question, surroundings.call, { mayPatch: false, use: () => undefined })));
  const denial = answers.find((answer) => answer.status === 'rejected');
  if (denial !== undefined) {
    throw denial.reason;
  }
}
