/** The roles that every cluster has, and who has them. */
import type { ApiObject } from '../api-object.ts';
import { withGatheredRules } from './aggregate-roles.ts';
import { aggregateToAdmin, aggregateToEdit, aggregateToView, authDelegator, basicUser, clusterAdmin, discovery, monitoring, publicInfo } from './rbac/bootstrap-rules.ts';
import type { PolicyRule } from './rbac/policy-rule.ts';

const group = 'rbac.authorization.k8s.io';

/** ClusterRoles and ClusterRoleBindings of a new cluster, as they are before they are stored. */
export function bootstrapRbac(): ApiObject[] {
  return [...withGatheredRules(clusterRoles()), ...clusterRoleBindings()];
}

function clusterRoles(): ApiObject[] {
  return [
    role('cluster-admin', clusterAdmin),
    role('system:discovery', discovery),
    role('system:public-info-viewer', publicInfo),
    role('system:basic-user', basicUser),
    role('system:auth-delegator', authDelegator),
    role('system:monitoring', monitoring),
    role('system:aggregate-to-admin', aggregateToAdmin, { joins: 'admin' }),
    role('system:aggregate-to-edit', aggregateToEdit, { joins: 'edit' }),
    role('system:aggregate-to-view', aggregateToView, { joins: 'view' }),
    role('admin', [], { gathers: 'admin' }),
    role('edit', [], { gathers: 'edit', joins: 'admin' }),
    role('view', [], { gathers: 'view', joins: 'edit' }),
  ];
}

function role(name: string, rules: readonly PolicyRule[], { gathers, joins }: { gathers?: string; joins?: string } = {}): ApiObject {
  return {
    apiVersion: `${group}/v1`, kind: 'ClusterRole',
    metadata: metadataOf(name, joins === undefined ? {} : { [aggregationLabel(joins)]: 'true' }),
    ...(gathers === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [aggregationLabel(gathers)]: 'true' } }] } }),
    rules,
  };
}

function aggregationLabel(name: string): string {
  return `rbac.authorization.k8s.io/aggregate-to-${name}`;
}

function metadataOf(name: string, labels: Record<string, string>): ApiObject['metadata'] {
  return { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels }, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } };
}

function clusterRoleBindings(): ApiObject[] {
  return [
    binding('cluster-admin', ['system:masters']),
    binding('system:basic-user', ['system:authenticated']),
    binding('system:discovery', ['system:authenticated']),
    binding('system:monitoring', ['system:monitoring']),
    binding('system:public-info-viewer', ['system:authenticated', 'system:unauthenticated']),
  ];
}

function binding(name: string, groups: readonly string[]): ApiObject {
  return {
    apiVersion: `${group}/v1`, kind: 'ClusterRoleBinding',
    metadata: metadataOf(name, {}),
    roleRef: { apiGroup: group, kind: 'ClusterRole', name },
    subjects: groups.map((each) => ({ apiGroup: group, kind: 'Group', name: each })),
  };
}
