/** Nobody can make or bind a role that allows more than she may herself, unless she was given the verbs `escalate` or `bind`. */
import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../api-object.ts';
import type { Store } from '../storage/store.ts';
import { ApiStatus, titleOf } from './api-status.ts';
import { isAllowed } from './authorize.ts';
import { clusterAdmin } from './rbac/bootstrap-rules.ts';
import { grantsOf, rulesOfRole } from './rbac/grants-of.ts';
import type { RoleRef } from './rbac/grants-of.ts';
import type { PolicyRule } from './rbac/policy-rule.ts';
import { quoted, uncoveredRules } from './rbac/uncovered-rules.ts';
import type { User } from './request.ts';

/** A create, update or patch, after the mutating admission plugins. */
export interface RbacChange {
  readonly user: User;
  readonly group: string;
  readonly plural: string;
  readonly namespace: string;
  readonly object: ApiObject;
  /** Absent where it is created. */
  readonly oldObject: ApiObject | undefined;
}

const roleGroup = 'rbac.authorization.k8s.io';

/** Does nothing for what is no role or binding. @throws ApiStatus 403, 404 for a binding to a role that is not there. */
export function assertMayGrant(change: RbacChange, store: Store): void {
  if (change.group !== roleGroup || change.user.groups.includes('system:masters') || isOnlyForCollection(change)) {
    return;
  }
  switch (change.plural) {
    case 'roles':
    case 'clusterroles':
      assertMayMakeRole(change, store);
      return;
    case 'rolebindings':
    case 'clusterrolebindings':
      assertMayBind(change, store);
      return;
    default:
  }
}

/** Whether nothing but finalizers and owners changes: the garbage collector has to be able to let go of any role. */
function isOnlyForCollection({ object, oldObject }: RbacChange): boolean {
  return oldObject !== undefined && isDeepStrictEqual(withoutOwners(object), withoutOwners(oldObject));
}

function withoutOwners({ metadata: { finalizers: _finalizers, ownerReferences: _owners, managedFields: _fields, ...metadata }, ...object }: ApiObject): object {
  return { ...object, metadata };
}

function assertMayMakeRole(change: RbacChange, store: Store): void {
  const { user, plural, namespace, object, oldObject } = change;
  if (isAllowed({ user, verb: 'escalate', group: roleGroup, resource: plural, namespace, name: oldObject?.metadata.name ?? '' }, store)) {
    return;
  }
  assertHolds(change, (object['rules'] ?? []) as PolicyRule[], store);
  if ([object, oldObject].some(gathers) && uncoveredRules(rulesHeld(change, store), clusterAdmin).length > 0) {
    throw refused(change, 'must have cluster-admin privileges to use the aggregationRule');
  }
}

function gathers(role: ApiObject | undefined): boolean {
  const rule = role?.['aggregationRule'] as { clusterRoleSelectors?: unknown[] } | undefined;
  return (rule?.clusterRoleSelectors ?? []).length > 0;
}

function assertMayBind(change: RbacChange, store: Store): void {
  const { user, namespace, object } = change;
  const roleRef = object['roleRef'] as RoleRef;
  if (isAllowed({ user, verb: 'bind', group: roleGroup, resource: roleRef.kind === 'Role' ? 'roles' : 'clusterroles', namespace, name: roleRef.name }, store)) {
    return;
  }
  const rules = rulesOfRole(roleRef, namespace, store);
  if (rules === undefined) {
    // The API server says so of a binding by the role's name, not of the role.
    throw new ApiStatus(404, 'NotFound', `${titleOf(change)} "${roleRef.name}" not found`, { name: roleRef.name, group: roleGroup, kind: change.plural });
  }
  assertHolds(change, rules, store);
}

function assertHolds(change: RbacChange, rules: readonly PolicyRule[], store: Store): void {
  const { username, groups } = change.user;
  const missing = uncoveredRules(rulesHeld(change, store), rules);
  if (missing.length > 0) {
    throw refused(change, `user "${username}" (groups=${quoted(groups)}) is attempting to grant RBAC permissions not currently held:\n${missing.join('\n')}`);
  }
}

function rulesHeld({ user, namespace }: RbacChange, store: Store): PolicyRule[] {
  return grantsOf(user, namespace, store).grants.map(({ rule }) => rule);
}

function refused({ group, plural, object: { metadata: { name } } }: RbacChange, why: string): ApiStatus {
  const isNamed = (name ?? '') !== '';
  return new ApiStatus(403, 'Forbidden', `${titleOf({ group, plural })}${isNamed ? ` "${name}"` : ''} is forbidden: ${why}`, { ...(isNamed ? { name } : {}), group, kind: plural });
}
