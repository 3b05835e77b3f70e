import type { LabelSelector } from '../../storage/selectors.ts';
import type { Store } from '../../storage/store.ts';
import type { MatchCondition } from '../evaluate.ts';
import type { Criteria } from '../matching.ts';
import { group } from '../surroundings.ts';

/** The kind ValidatingAdmissionPolicy. */
export interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly failurePolicy?: string;
    readonly paramKind?: ParamKind;
    readonly matchConstraints?: Criteria;
    readonly matchConditions?: readonly MatchCondition[];
    readonly variables?: readonly Variable[];
    readonly validations?: readonly Validation[];
  };
}

export interface ParamKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface Variable {
  readonly name: string;
  readonly expression: string;
}

export interface Validation {
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
}

/** The kind ValidatingAdmissionPolicyBinding. */
export interface Binding {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly policyName: string;
    readonly paramRef?: ParamRef;
    readonly matchResources?: Criteria;
    readonly validationActions?: readonly string[];
  };
}

export interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: LabelSelector;
  readonly parameterNotFoundAction?: string;
}

/** Each policy with its bindings, all by name. One without a binding does nothing. */
export function policiesIn(store: Store): { policy: Policy; bindings: Binding[] }[] {
  const bindings = store.list({ group, plural: 'validatingadmissionpolicybindings' }) as unknown as Binding[];
  return (store.list({ group, plural: 'validatingadmissionpolicies' }) as unknown as Policy[])
    .map((policy) => ({ policy, bindings: bindings.filter(({ spec }) => spec.policyName === policy.metadata.name) }));
}
