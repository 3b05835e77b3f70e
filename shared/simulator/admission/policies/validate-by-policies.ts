import { ApiStatus, forbidden } from '../../api-server/api-status.ts';
import type { Definition } from '../../schema/definition.ts';
import type { Attributes } from '../attributes.ts';
import { match } from '../matching.ts';
import { nameOf } from '../name-of.ts';
import type { Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';
import { decide } from './decide.ts';
import type { Denial } from './decide.ts';
import { ConfigurationError, paramsOf } from './params.ts';
import { policiesIn } from './policy.ts';
import type { Binding, Policy } from './policy.ts';

const codes: Partial<Record<string, number>> = { Unauthorized: 401, Forbidden: 403, RequestEntityTooLarge: 413, Invalid: 422 };

/** Evaluates all ValidatingAdmissionPolicies; warns where a binding wants no more than that. @throws ApiStatus of the first denial, in the order of names. */
export function validateByPolicies(attributes: Attributes, surroundings: Surroundings): void {
  const denials = policiesIn(surroundings.store).flatMap(({ policy, bindings }) => {
    const matched = bindings.length === 0 ? undefined : match(attributes, policy.spec.matchConstraints ?? {}, surroundings);
    return matched === undefined ? [] : judge({ policy, bindings, original: attributes, matched }, surroundings);
  });
  if (denials[0] !== undefined) {
    throw refusalOf(attributes, denials[0]);
  }
}

interface Case {
  readonly policy: Policy;
  readonly bindings: readonly Binding[];
  readonly original: Attributes;
  readonly matched: Attributes;
}

function judge({ policy, bindings, original, matched }: Case, surroundings: Surroundings): Denial[] {
  const { paramKind } = policy.spec;
  const kind = paramKind === undefined ? undefined : surroundings.definitions.ofKind(paramKind.apiVersion, paramKind.kind);
  if (paramKind !== undefined && kind === undefined) {
    return unlessIgnored(policy, `ValidatingAdmissionPolicy '${policy.metadata.name}' denied request: failed to configure policy: failed to find resource referenced by paramKind: '${titleOfKind(paramKind)}'`);
  }
  const variables = { ...variablesOf(original, matched, surroundings), namespaceObject: namespaceObjectOf(original, surroundings) };
  return bindings
    .filter(({ spec: { matchResources } }) => matchResources === undefined || match(original, matchResources, surroundings) !== undefined)
    .flatMap((binding) => judgeBound({ policy, binding, kind, variables, original }, surroundings));
}

interface BoundCase {
  readonly policy: Policy;
  readonly binding: Binding;
  readonly kind: Definition | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly original: Attributes;
}

function judgeBound({ policy, binding, kind, variables, original }: BoundCase, { store }: Surroundings): Denial[] {
  const { metadata: { name }, spec: { paramRef, validationActions = [] } } = binding;
  const denied = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${name}' denied request: `;
  let params;
  try {
    params = paramsOf(kind, paramRef, { store, namespace: original.namespace });
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return unlessIgnored(policy, `${denied}failed to configure binding: ${error.message}`);
    }
    throw error;
  }
  const denials = params.flatMap((param) => decide(policy, { ...variables, params: param }));
  if (validationActions.includes('Warn')) {
    denials.forEach(({ message }) => original.warn(`Validation failed for ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${name}': ${message}`));
  }
  return validationActions.includes('Deny') ? denials.map(({ message, reason }) => ({ message: denied + message, reason })) : [];
}

function unlessIgnored({ spec: { failurePolicy = 'Fail' } }: Policy, message: string): Denial[] {
  return failurePolicy === 'Ignore' ? [] : [{ message, reason: 'Invalid' }];
}

/** `apps/v1, Kind=Deployment`, `/v1, Kind=Pod` */
function titleOfKind({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
}

/** Null for what is in no namespace, and for Namespaces. */
function namespaceObjectOf({ definition, namespace }: Attributes, { store }: Surroundings): object | null {
  const found = definition.plural === 'namespaces' ? undefined : store.get({ group: '', plural: 'namespaces' }, '', namespace);
  return found === undefined ? null : { metadata: found.metadata, spec: found['spec'] ?? {}, status: found['status'] ?? {} };
}

function refusalOf(attributes: Attributes, { message, reason }: Denial): ApiStatus {
  const { message: full, details } = forbidden(attributes.definition, nameOf(attributes), message);
  return new ApiStatus(codes[reason] ?? 422, reason, full, { ...details, causes: [{ message }] });
}
