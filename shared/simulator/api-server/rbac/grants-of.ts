import type { ApiObject } from '../../api-object.ts';
import type { Store } from '../../storage/store.ts';
import type { User } from '../request.ts';
import type { PolicyRule } from './policy-rule.ts';

const group = 'rbac.authorization.k8s.io';

/** A rule that somebody has, and from where. */
export interface Grant {
  readonly rule: PolicyRule;
  /** `ClusterRoleBinding "x" of ClusterRole "y" to User "alice"` */
  readonly source: string;
}

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface RoleRef {
  readonly kind: string;
  readonly name: string;
}

interface Binding extends ApiObject {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

/** What bindings give to a user in a namespace, or cluster-wide alone where it is empty, and which roles they name in vain. */
export function grantsOf(user: User, namespace: string, store: Store): { grants: Grant[]; missing: string[] } {
  const grants: Grant[] = [];
  const missing: string[] = [];
  for (const binding of bindingsIn(namespace, store)) {
    const home = binding.metadata.namespace ?? '';
    const subject = (binding.subjects ?? []).find((each) => isMeant(each, user, home));
    if (subject === undefined) {
      continue;
    }
    const rules = rulesOfRole(binding.roleRef, home, store);
    if (rules === undefined) {
      missing.push(`${binding.roleRef.kind.toLowerCase()}.${group} "${binding.roleRef.name}" not found`);
      continue;
    }
    const source = `${titleOf(binding)} of ${binding.roleRef.kind} "${binding.roleRef.name}" to ${describeSubject(subject, home)}`;
    grants.push(...rules.map((rule) => ({ rule, source })));
  }
  return { grants, missing };
}

function bindingsIn(namespace: string, store: Store): Binding[] {
  const ofNamespace = namespace === '' ? [] : store.list({ group, plural: 'rolebindings' }, namespace);
  return [...store.list({ group, plural: 'clusterrolebindings' }), ...ofNamespace] as Binding[];
}

/** A ServiceAccount without a namespace is one of the binding's own. */
function isMeant({ kind, name, namespace }: Subject, { username, groups }: User, home: string): boolean {
  switch (kind) {
    case 'User':
      return name === username;
    case 'Group':
      return groups.includes(name);
    case 'ServiceAccount':
      return username === `system:serviceaccount:${namespace ?? home}:${name}`;
    default:
      return false;
  }
}

/** The rules of the role that a binding names; undefined where there is no such role. */
export function rulesOfRole({ kind, name }: RoleRef, namespace: string, store: Store): readonly PolicyRule[] | undefined {
  const role = kind === 'Role' ? store.get({ group, plural: 'roles' }, namespace, name) : store.get({ group, plural: 'clusterroles' }, '', name);
  return role === undefined ? undefined : (role['rules'] as readonly PolicyRule[] | null | undefined) ?? [];
}

/** Kubernetes names what is in a namespace with the name first. */
function titleOf({ metadata: { name, namespace } }: Binding): string {
  return namespace === undefined ? `ClusterRoleBinding "${name}"` : `RoleBinding "${name}/${namespace}"`;
}

function describeSubject({ kind, name, namespace }: Subject, home: string): string {
  return kind === 'ServiceAccount' ? `${kind} "${name}/${namespace ?? home}"` : `${kind} "${name}"`;
}
