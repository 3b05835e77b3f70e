/** ClusterRoles that gather the rules of others by their labels, as `edit` does. */
import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../api-object.ts';
import { matchesLabels } from '../storage/selectors.ts';
import type { LabelSelector } from '../storage/selectors.ts';
import type { Store } from '../storage/store.ts';
import type { PolicyRule } from './rbac/policy-rule.ts';

const clusterRoles = { group: 'rbac.authorization.k8s.io', plural: 'clusterroles' };

interface ClusterRole extends ApiObject {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] };
  readonly rules?: readonly PolicyRule[];
}

/** All these ClusterRoles, in their order; those that gather have what they gather as their rules, also through one another. The others stay as they are. */
export function withGatheredRules(roles: readonly ApiObject[]): ApiObject[] {
  let gathered = [...roles] as ClusterRole[];
  // What is gathered may itself be gathered; more rounds than roles change nothing any more.
  for (let round = 0; round < roles.length; round += 1) {
    const next = gathered.map((role) => withRules(role, gathered));
    if (next.every((role, index) => role === gathered[index])) {
      break;
    }
    gathered = next;
  }
  return gathered;
}

function withRules(role: ClusterRole, roles: readonly ClusterRole[]): ClusterRole {
  if (role.aggregationRule === undefined) {
    return role;
  }
  const rules = gatheredRules(role, roles);
  return isDeepStrictEqual(rules, role.rules) ? role : { ...role, rules };
}

function gatheredRules({ metadata: { name }, aggregationRule }: ClusterRole, roles: readonly ClusterRole[]): PolicyRule[] {
  const others = roles.filter((each) => each.metadata.name !== name).sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
  const chosen = (aggregationRule?.clusterRoleSelectors ?? []).flatMap((selector) => others.filter(({ metadata }) => matchesLabels(metadata.labels, selector)));
  const rules: PolicyRule[] = [];
  for (const rule of chosen.flatMap((each) => each.rules ?? [])) {
    if (!rules.some((each) => isDeepStrictEqual(each, rule))) {
      rules.push(rule);
    }
  }
  return rules;
}

/** Stores what ClusterRoles gather whenever one of them changes, shortly afterwards, for as long as there is the store. */
export function keepRolesAggregated(store: Store): void {
  const resource = `${clusterRoles.group}/${clusterRoles.plural}`;
  let isPlanned = false;
  store.listen((change) => {
    if (change.resource === resource && !isPlanned) {
      isPlanned = true;
      // Not at once: whoever else listens has to hear of this change before the next one.
      queueMicrotask(() => {
        isPlanned = false;
        storeGathered(store);
      });
    }
  });
}

function storeGathered(store: Store): void {
  const roles = store.list(clusterRoles);
  for (const role of withGatheredRules(roles)) {
    if (!roles.includes(role)) {
      store.put(clusterRoles, role);
    }
  }
}
