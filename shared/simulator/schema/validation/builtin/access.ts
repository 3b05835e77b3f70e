import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { invalid, invalidForEach, required, unsupported, Verbatim } from '../causes.ts';
import { dnsSubdomainProblems } from '../names.ts';

interface Rule {
  verbs?: string[];
  apiGroups?: string[];
  resources?: string[];
  nonResourceURLs?: string[];
}

interface RoleReference {
  apiGroup?: string;
  kind?: string;
  name?: string;
}

interface Subject {
  kind?: string;
  name?: string;
  apiGroup?: string;
  namespace?: string;
}

const group = 'rbac.authorization.k8s.io';

/** What is wrong with a Role or ClusterRole. */
export function roleCauses(role: ApiObject): StatusCause[] {
  const { rules } = role as { rules?: Rule[] | null };
  return (rules ?? []).flatMap((rule, index) => ruleCauses(rule, `rules[${index}]`, role.kind === 'Role'));
}

function ruleCauses({ verbs = [], apiGroups = [], resources = [], nonResourceURLs = [] }: Rule, path: string, isNamespaced: boolean): StatusCause[] {
  const missing = verbs.length === 0 ? [required(`${path}.verbs`)] : [];
  if (nonResourceURLs.length > 0) {
    const ofUrls = isNamespaced ? [invalid(`${path}.nonResourceURLs`, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs')] : [];
    const mixed = apiGroups.length + resources.length > 0 ? [invalid(`${path}.nonResourceURLs`, nonResourceURLs, 'rules cannot apply to both regular resources and non-resource URLs')] : [];
    return [...missing, ...ofUrls, ...mixed];
  }
  return [
    ...missing,
    ...(apiGroups.length === 0 ? [required(`${path}.apiGroups`, 'resource rules must supply at least one api group')] : []),
    ...(resources.length === 0 ? [required(`${path}.resources`, 'resource rules must supply at least one resource')] : []),
  ];
}

/** What is wrong with a RoleBinding or ClusterRoleBinding, or with how it was changed. */
export function roleBindingCauses(binding: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { roleRef = {}, subjects = [] } = binding as { roleRef?: RoleReference; subjects?: Subject[] };
  const isChanged = before !== undefined && !isDeepStrictEqual(roleRef, before['roleRef']);
  return [
    ...referenceCauses(roleRef, binding.kind === 'RoleBinding'),
    ...subjects.flatMap((subject, index) => subjectCauses(subject, `subjects[${index}]`, binding.kind === 'RoleBinding')),
    ...(isChanged ? [invalid('roleRef', new Verbatim(JSON.stringify({ APIGroup: roleRef.apiGroup ?? '', Kind: roleRef.kind ?? '', Name: roleRef.name ?? '' })), 'field is immutable')] : []),
  ];
}

function referenceCauses({ apiGroup = '', kind = '', name = '' }: RoleReference, isNamespaced: boolean): StatusCause[] {
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return [
    ...(apiGroup === group ? [] : [unsupported('roleRef.apiGroup', apiGroup, [group])]),
    ...(kinds.includes(kind) ? [] : [unsupported('roleRef.kind', kind, kinds)]),
    ...(name === '' ? [required('roleRef.name')] : []),
  ];
}

function subjectCauses({ kind = '', name = '', apiGroup = '', namespace = '' }: Subject, path: string, isNamespaced: boolean): StatusCause[] {
  const nameless = name === '' ? [required(`${path}.name`)] : [];
  switch (kind) {
    case 'ServiceAccount':
      return [
        ...nameless,
        ...(name === '' ? [] : invalidForEach(`${path}.name`, name, dnsSubdomainProblems(name))),
        ...(apiGroup === '' ? [] : [unsupported(`${path}.apiGroup`, apiGroup, [''])]),
        ...(namespace === '' && !isNamespaced ? [required(`${path}.namespace`)] : []),
      ];
    case 'User':
    case 'Group':
      return [...nameless, ...(apiGroup === group ? [] : [unsupported(`${path}.apiGroup`, apiGroup, [group])])];
    default:
      return [...nameless, unsupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group'])];
  }
}
