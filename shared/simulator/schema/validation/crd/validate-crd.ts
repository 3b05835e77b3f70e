import type { ApiObject } from '../../../api-object.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { CustomResourceDefinition, CustomResourceDefinitionSpec, Names } from '../../custom-definition.ts';
import { forbidden, invalid, invalidForEach, required, unsupported } from '../causes.ts';
import { dnsSubdomainProblems, rfc1035LabelProblems } from '../names.ts';
import { versionsCauses } from './version-causes.ts';

/** What is wrong with a CustomResourceDefinition, or with how it was changed. */
export function crdCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { name } = object.metadata;
  const spec = (object['spec'] ?? {}) as CustomResourceDefinitionSpec;
  const { group = '', scope } = spec as Partial<CustomResourceDefinitionSpec>;
  const names: Partial<Names> = spec.names ?? {};
  const isNamed = before !== undefined || name === `${names.plural ?? ''}.${group}`;
  return [
    ...(isNamed ? [] : [invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group')]),
    ...groupCauses(group),
    ...(scope === undefined ? [required('spec.scope')] : []),
    ...versionsCauses(spec),
    ...nameCauses(names),
    ...conversionCauses(spec),
    ...storedCauses(spec, (object as CustomResourceDefinition).status?.storedVersions ?? []),
    ...(before === undefined ? [] : changeCauses(spec, before as CustomResourceDefinition)),
  ];
}

function groupCauses(group: string): StatusCause[] {
  if (group === '') {
    return [required('spec.group')];
  }
  const problems = dnsSubdomainProblems(group);
  return problems.length > 0 ? invalidForEach('spec.group', group, problems) : group.includes('.') ? [] : [invalid('spec.group', group, 'should be a domain with at least one dot')];
}

function nameCauses(names: Partial<Names>): StatusCause[] {
  const { kind = '', listKind = '', shortNames = [], categories = [] } = names;
  const lower = (['plural', 'singular'] as const).flatMap((field) => (names[field] === undefined || names[field] === '' ? [] : invalidForEach(`spec.names.${field}`, names[field], rfc1035LabelProblems(names[field]))));
  const mixed = (['kind', 'listKind'] as const).flatMap((field) => invalidForEach(`spec.names.${field}`, names[field] ?? '', (names[field] ?? '') === '' ? [] : rfc1035LabelProblems(names[field]!.toLowerCase()).map((problem) => `may have mixed case, but should otherwise match: ${problem}`)));
  return [
    ...(['plural', 'singular', 'kind', 'listKind'] as const).filter((field) => (names[field] ?? '') === '').map((field) => required(`spec.names.${field}`)),
    ...lower,
    ...mixed,
    ...shortNames.flatMap((name, index) => invalidForEach(`spec.names.shortNames[${index}]`, name, rfc1035LabelProblems(name))),
    ...(kind !== '' && kind === listKind ? [invalid('spec.names.listKind', listKind, 'kind and listKind may not be the same')] : []),
    ...categories.flatMap((name, index) => invalidForEach(`spec.names.categories[${index}]`, name, rfc1035LabelProblems(name))),
  ];
}

function conversionCauses({ conversion, preserveUnknownFields }: CustomResourceDefinitionSpec & { conversion?: { strategy?: string; webhook?: { clientConfig?: object; conversionReviewVersions?: string[] } } }): StatusCause[] {
  const { strategy = '', webhook } = conversion ?? { strategy: 'None' };
  const preserved = preserveUnknownFields === true ? [invalid('spec.preserveUnknownFields', true, 'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead')] : [];
  if (strategy === 'Webhook') {
    return [...(webhook?.clientConfig === undefined ? [required('spec.conversion.webhookClientConfig', 'required when strategy is set to Webhook')] : []), ...((webhook?.conversionReviewVersions ?? []).length === 0 ? [required('spec.conversion.conversionReviewVersions')] : []), ...preserved];
  }
  return [...(strategy === 'None' ? [] : strategy === '' ? [required('spec.conversion.strategy')] : [unsupported('spec.conversion.strategy', strategy, ['None', 'Webhook'])]), ...(webhook === undefined ? [] : [forbidden('spec.conversion.webhookClientConfig', 'should not be set when strategy is not set to Webhook')]), ...preserved];
}

function storedCauses({ versions = [] }: Partial<CustomResourceDefinitionSpec>, stored: readonly string[]): StatusCause[] {
  if (stored.length === 0) {
    return [invalid('status.storedVersions', null, 'must have at least one stored version')];
  }
  return stored.flatMap((name, index) => (versions.some((version) => version.name === name) ? [] : [invalid(`status.storedVersions[${index}]`, name, `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`)]));
}

/** What objects are stored by stays. */
function changeCauses(spec: CustomResourceDefinitionSpec, { spec: before, status }: CustomResourceDefinition): StatusCause[] {
  const isEstablished = (status?.conditions ?? []).some(({ type, status: value }) => type === 'Established' && value === 'True');
  const fixed: [string, unknown, unknown][] = [
    ...(isEstablished ? [['spec.scope', spec.scope, before.scope], ['spec.names.kind', spec.names.kind, before.names.kind]] as [string, unknown, unknown][] : []),
    ['spec.group', spec.group, before.group],
    ['spec.names.plural', spec.names.plural, before.names.plural],
  ];
  return fixed.filter(([, now, then]) => now !== then).map(([field, now]) => invalid(field, now ?? '', 'field is immutable'));
}
