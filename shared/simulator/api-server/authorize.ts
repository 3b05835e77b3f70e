import type { Store } from '../storage/store.ts';
import { ApiStatus, titleOf } from './api-status.ts';
import { grantsOf } from './rbac/grants-of.ts';
import { ruleAllows } from './rbac/policy-rule.ts';
import type { User } from './request.ts';

/** What somebody wants to do. */
export interface AccessAttributes {
  readonly user: User;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace: string;
  readonly name: string;
  /** Of what is no resource, such as `/version`; the fields from group on mean nothing then. */
  readonly path?: string;
}

export interface AccessDecision {
  readonly isAllowed: boolean;
  /** By which binding, or what kept us from finding out; often empty. */
  readonly reason: string;
}

const allPowerful = 'system:masters';

/** Whether roles and bindings let the user do that, and why. */
export function decideAccess(attributes: AccessAttributes, store: Store): AccessDecision {
  const { user, namespace, path } = attributes;
  if (user.groups.includes(allPowerful)) {
    return { isAllowed: true, reason: '' };
  }
  const { grants, missing } = grantsOf(user, path === undefined ? namespace : '', store);
  const grant = grants.find(({ rule }) => ruleAllows(rule, attributes));
  if (grant !== undefined) {
    return { isAllowed: true, reason: `RBAC: allowed by ${grant.source}` };
  }
  return { isAllowed: false, reason: missing.length === 0 ? '' : `rbac: RBAC: ${allOf(missing)}` };
}

function allOf(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  return different.length === 1 ? different[0]! : `[${different.join(', ')}]`;
}

/** Whether roles and bindings let the user do that. */
export function isAllowed(attributes: AccessAttributes, store: Store): boolean {
  return decideAccess(attributes, store).isAllowed;
}

/** 403 for what is not allowed; `reason` as decideAccess gives it. */
export function refusal(attributes: AccessAttributes, reason = ''): ApiStatus {
  const { group, resource, name, path } = attributes;
  const why = `${withoutMarkup(describeRefusal(attributes))}${reason === '' ? '' : `: ${reason}`}`;
  if (path !== undefined) {
    return new ApiStatus(403, 'Forbidden', `forbidden: ${why}`, {});
  }
  const what = `${titleOf({ group, plural: resource })}${name === '' ? '' : ` "${name}"`}`;
  return new ApiStatus(403, 'Forbidden', `${what} is forbidden: ${why}`, { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource });
}

function describeRefusal({ user, verb, group, resource, subresource, namespace, path }: AccessAttributes): string {
  const who = `User "${user.username}" cannot ${verb}`;
  if (path !== undefined) {
    return `${who} path "${path}"`;
  }
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `${who} resource "${what}" in API group "${group}" ${namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`}`;
}

/** A browser must not take the answer for a page. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
