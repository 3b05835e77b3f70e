/** What may be done, by whom, and who is asked: bindings of roles, admission, disruption, networks. */
import type { Column } from '../../../schema/definition.ts';
import type { LabelSelector } from '../../../storage/selectors.ts';
import type { RoleRef, Subject } from '../../rbac/grants-of.ts';
import { age, integer, shown, unset, wide } from '../cells.ts';
import { formatSelector } from '../format-selector.ts';

interface Binding {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

export const bindings: readonly Column[] = [
  shown('Role', ({ roleRef: { kind, name } }: Binding) => `${kind}/${name}`),
  age,
  wide('Users', (binding: Binding) => subjectsOf(binding, 'User')),
  wide('Groups', (binding: Binding) => subjectsOf(binding, 'Group')),
  wide('ServiceAccounts', (binding: Binding) => subjectsOf(binding, 'ServiceAccount')),
];

function subjectsOf({ subjects = [] }: Binding, wanted: string): string {
  return subjects.filter(({ kind }) => kind === wanted).map(({ namespace, name }) => (wanted === 'ServiceAccount' ? `${namespace ?? ''}/${name}` : name)).join(', ');
}

export const webhookConfigurations: readonly Column[] = [shown('Webhooks', ({ webhooks }: { webhooks?: readonly unknown[] }) => (webhooks ?? []).length, integer), age];

interface Policy {
  readonly spec?: { readonly validations?: readonly unknown[]; readonly paramKind?: { readonly apiVersion: string; readonly kind: string } };
}

export const validatingAdmissionPolicies: readonly Column[] = [
  shown('Validations', ({ spec }: Policy) => (spec?.validations ?? []).length, integer),
  shown('ParamKind', ({ spec }: Policy) => (spec?.paramKind === undefined ? unset : `${spec.paramKind.apiVersion}/${spec.paramKind.kind}`)),
  age,
];

interface PolicyBinding {
  readonly spec?: { readonly policyName?: string; readonly paramRef?: { readonly name?: string; readonly namespace?: string; readonly selector?: LabelSelector } };
}

export const validatingAdmissionPolicyBindings: readonly Column[] = [
  shown('PolicyName', ({ spec }: PolicyBinding) => spec?.policyName ?? ''),
  shown('ParamRef', ({ spec: { paramRef } = {} }: PolicyBinding) => {
    const { name = '', namespace = '', selector } = paramRef ?? {};
    return name === '' ? selectorInGo(selector) : `${namespace || '*'}/${name}`;
  }),
  age,
];

/** The API server shows this selector as Go prints the struct. */
function selectorInGo(selector: LabelSelector | undefined): string {
  if (selector === undefined) {
    return unset;
  }
  const labels = Object.entries(selector.matchLabels ?? {}).sort().map(([key, value]) => `${key}: ${value},`).join('');
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`).join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${expressions}},}`;
}

interface DisruptionBudget {
  readonly spec?: { readonly minAvailable?: number | string; readonly maxUnavailable?: number | string };
  readonly status?: { readonly disruptionsAllowed?: number };
}

export const podDisruptionBudgets: readonly Column[] = [
  shown('Min Available', ({ spec }: DisruptionBudget) => String(spec?.minAvailable ?? 'N/A')),
  shown('Max Unavailable', ({ spec }: DisruptionBudget) => String(spec?.maxUnavailable ?? 'N/A')),
  shown('Allowed Disruptions', ({ status }: DisruptionBudget) => status?.disruptionsAllowed ?? 0, integer),
  age,
];

export const networkPolicies: readonly Column[] = [shown('Pod-Selector', ({ spec }: { spec?: { podSelector?: LabelSelector } }) => formatSelector(spec?.podSelector)), age];
