/** Who is asked before a change is made: the namespace, what completes a pod, webhooks that change it, policies and webhooks that judge it. */
import type { Admission, Attributes } from './attributes.ts';
import { completePod } from './complete-pod.ts';
import { assertNamespaceTakes } from './namespace-lifecycle.ts';
import { validateByPolicies } from './policies/validate-by-policies.ts';
import { group } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { createCaller } from './webhooks/call-webhook.ts';
import { mutateByWebhooks } from './webhooks/mutate-by-webhooks.ts';
import { validateByWebhooks } from './webhooks/validate-by-webhooks.ts';

/** Puts the plugins in their order. Configurations are read from the store at each call, so a change of them counts at once. */
export function createAdmission(surroundings: Surroundings): Admission {
  const call = createCaller(surroundings);
  return {
    async mutate(given) {
      assertNamespaceTakes(withNamespace(given), surroundings.store);
      const attributes = isNewPod(given) ? { ...given, object: completePod(given, surroundings.store) } : withNamespace(given);
      return isExempt(attributes) ? attributes.object : mutateByWebhooks(attributes, { ...surroundings, call });
    },
    async validate(given) {
      const attributes = withNamespace(given);
      assertNamespaceTakes(attributes, surroundings.store);
      if (!isExempt(attributes)) {
        validateByPolicies(attributes, surroundings);
        await validateByWebhooks(attributes, { ...surroundings, call });
      }
    },
  };
}

function isNewPod({ definition, operation, subresource }: Attributes): boolean {
  return definition.group === '' && definition.plural === 'pods' && operation === 'CREATE' && subresource === undefined;
}

/** To admission, a Namespace is in the namespace that it is. */
function withNamespace(attributes: Attributes): Attributes {
  const { definition, name } = attributes;
  return definition.group === '' && definition.plural === 'namespaces' ? { ...attributes, namespace: name } : attributes;
}

const exempt = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'];

/** What configures admission is not itself admitted: nobody could repair it. */
function isExempt({ definition }: Attributes): boolean {
  return definition.group === group && exempt.includes(definition.kind);
}
