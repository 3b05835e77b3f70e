import * as resources from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';

/**
 * The order in which the cluster side goes: first what asks the webhook, so that nobody is refused when it is gone; last what others
 * stand in. The kinds of one stage go together.
 */
export const removalOrder: readonly (readonly Resource[])[] = [
  [resources.mutatingWebhooks, resources.validatingWebhooks, resources.validatingPolicyBindings],
  [resources.validatingPolicies],
  [resources.deployments, resources.services, resources.podDisruptionBudgets],
  [resources.clusterRoleBindings, resources.clusterRoles, resources.roleBindings, resources.roles, resources.serviceAccounts],
  [resources.customResourceDefinitions],
  [resources.namespaces],
];
