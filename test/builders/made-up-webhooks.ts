/** Webhooks that are no servers: each answers as a test says. */
import type { Surroundings } from '../../shared/simulator/admission/surroundings.ts';
import { CallFailure } from '../../shared/simulator/admission/webhooks/call-failure.ts';
import type { CallWebhook } from '../../shared/simulator/admission/webhooks/call-webhook.ts';
import type { Review, ReviewResponse } from '../../shared/simulator/admission/webhooks/review.ts';
import type { Webhook } from '../../shared/simulator/admission/webhooks/webhook.ts';
import { anAdmissionWorld } from './an-admission-world.ts';

export interface MadeUpWebhook extends Partial<Webhook> {
  readonly name: string;
  /** Allows where absent; a string is why it cannot be reached; what is thrown in here is no answer either. */
  readonly answer?: ReviewResponse | string | ((review: Review) => ReviewResponse | string);
}

export interface MadeUpWebhooks {
  readonly surroundings: Surroundings & { readonly call: CallWebhook };
  /** Which webhook was asked what, in order. */
  readonly asked: { readonly webhook: string; readonly review: Review }[];
}

const rule = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'] };

/** Puts them into configurations of this kind: each list is one, called `1`, `2`, ... */
export function madeUpWebhooks(kind: 'Mutating' | 'Validating', ...configurations: readonly (readonly MadeUpWebhook[])[]): MadeUpWebhooks {
  const asked: MadeUpWebhooks['asked'] = [];
  const { surroundings, put } = anAdmissionWorld();
  const all = configurations.flat();
  configurations.forEach((webhooks, index) => put({
    apiVersion: 'admissionregistration.k8s.io/v1', kind: `${kind}WebhookConfiguration`, metadata: { name: String(index + 1) },
    webhooks: webhooks.map(({ answer: _answer, ...webhook }) => ({ clientConfig: {}, rules: [rule], sideEffects: 'None', ...webhook })),
  }));
  const call: CallWebhook = async ({ name }, review) => {
    asked.push({ webhook: name, review: review as Review });
    const { answer = { allowed: true } } = all.find((each) => each.name === name)!;
    const said = typeof answer === 'function' ? answer(review as Review) : answer;
    if (typeof said === 'string') {
      throw new CallFailure(`failed to call webhook: ${said}`);
    }
    return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: (review as Review).request.uid, ...said } };
  };
  return { surroundings: { ...surroundings, call }, asked };
}

/** What a request is refused with. */
export async function refusal(act: () => Promise<unknown>): Promise<{ readonly code: number; readonly reason: string; readonly message: string; readonly body: object }> {
  try {
    await act();
  } catch (error) {
    return error as never;
  }
  throw new Error('it was let through');
}
