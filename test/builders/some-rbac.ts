/** Roles and bindings in a store, for those who ask who may do what. */
import type { ApiObject } from '../../shared/simulator/api-object.ts';
import type { PolicyRule } from '../../shared/simulator/api-server/rbac/policy-rule.ts';
import type { User } from '../../shared/simulator/api-server/request.ts';
import { Store } from '../../shared/simulator/storage/store.ts';

const group = 'rbac.authorization.k8s.io';

export const alice: User = { username: 'alice', groups: ['system:authenticated'] };

/** Without a namespace it is a ClusterRole. */
export function aRole(name: string, rules: readonly PolicyRule[], { namespace, labels, gathers }: { namespace?: string; labels?: Record<string, string>; gathers?: Record<string, string> } = {}): ApiObject {
  return {
    apiVersion: `${group}/v1`, kind: namespace === undefined ? 'ClusterRole' : 'Role',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(labels === undefined ? {} : { labels }) },
    ...(gathers === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: gathers }] } }),
    rules,
  };
}

/** `to` as `User alice`, `Group dev`, `ServiceAccount app/web`; `role` as `ClusterRole view`. Without a namespace it is a ClusterRoleBinding. */
export function aBinding(name: string, role: string, to: string, { namespace }: { namespace?: string } = {}): ApiObject {
  const [roleKind = '', roleName = ''] = role.split(' ');
  const [subjectKind = '', subject = ''] = to.split(' ');
  const [home, account] = subjectKind === 'ServiceAccount' && subject.includes('/') ? subject.split('/') : [undefined, subject];
  return {
    apiVersion: `${group}/v1`, kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: group, kind: roleKind, name: roleName },
    subjects: [{ kind: subjectKind, name: account, ...(home === undefined ? {} : { namespace: home }) }],
  };
}

/** A store with these roles and bindings. */
export function storeWith(objects: readonly ApiObject[]): Store {
  const store = new Store();
  for (const object of objects) {
    store.put({ group, plural: `${object.kind.toLowerCase()}s` }, object);
  }
  return store;
}

/** A rule on resources of one group. */
export function on(apiGroup: string, resources: string, verbs: string, resourceNames?: readonly string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources: resources.split(' '), verbs: verbs.split(' '), ...(resourceNames === undefined ? {} : { resourceNames }) };
}
