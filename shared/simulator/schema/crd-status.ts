/** What the API server's own controllers write into the status of a CustomResourceDefinition: whether its names are free, and it is served. */
import type { ApiObject } from '../api-object.ts';
import type { Condition, CustomResourceDefinition, CustomResourceDefinitionStatus, Names } from './custom-definition.ts';
import type { Definitions } from './definition.ts';

interface Refusal {
  readonly reason: string;
  readonly message: string;
}

/** Its status, given what else is served just now. Conditions that stay as they are keep their time. */
export function crdStatus(object: ApiObject, { definitions, now }: { definitions: Definitions; now: Date }): CustomResourceDefinitionStatus {
  const { spec, status = {} } = object as Partial<CustomResourceDefinition>;
  const versions = spec?.versions ?? [];
  const storage = versions.find((version) => version.storage)?.name;
  const storedVersions = [...new Set([...(status.storedVersions ?? []), ...(storage === undefined ? [] : [storage])])];
  if (spec?.names === undefined) {
    return { ...status, storedVersions };
  }
  const accepted = status.acceptedNames ?? { plural: '', kind: '' };
  const { names, refusal } = acceptNames(spec.names, accepted, takenNames(definitions, spec.group, spec.names.plural));
  const conditions = [namesAccepted(refusal), established(refusal, status.conditions ?? [])].map((condition) => datedCondition(condition, status.conditions ?? [], now));
  const others = (status.conditions ?? []).filter(({ type }) => !conditions.some((condition) => condition.type === type));
  return { ...status, conditions: [...conditions, ...others], acceptedNames: names, storedVersions };
}

interface TakenNames {
  readonly resources: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** All names of the group but those of this resource. */
function takenNames(definitions: Definitions, group: string, plural: string): TakenNames {
  const others = definitions.all().filter((definition) => definition.isCustom && definition.group === group && definition.plural !== plural);
  return {
    resources: new Set(others.flatMap((other) => [other.plural, other.singular, ...other.shortNames])),
    kinds: new Set(others.flatMap(({ kind, listKind }) => [kind, listKind])),
  };
}

/** The names that it may have: those asked for where they are free, else those that it has. The last refusal is the one that is told. */
function acceptNames(wanted: Names, accepted: Names, { resources, kinds }: TakenNames): { names: Names; refusal: Refusal | undefined } {
  const names: Names = { ...accepted };
  let refusal: Refusal | undefined;
  const accept = <Name extends 'plural' | 'singular' | 'kind' | 'listKind'>(name: Name, taken: ReadonlySet<string>, reason: string) => {
    const asked = wanted[name];
    if (asked !== undefined && asked !== accepted[name] && taken.has(asked)) {
      refusal = { reason, message: inUse(asked) };
    } else if (asked !== undefined) {
      names[name] = asked;
    }
  };
  accept('plural', resources, 'PluralConflict');
  accept('singular', resources, 'SingularConflict');
  const taken = (wanted.shortNames ?? []).filter((name) => !(accepted.shortNames ?? []).includes(name) && resources.has(name));
  refusal = taken.length === 0 ? refusal : { reason: 'ShortNamesConflict', message: taken.length === 1 ? inUse(taken[0]!) : `[${taken.map(inUse).join(', ')}]` };
  accept('kind', kinds, 'KindConflict');
  accept('listKind', kinds, 'ListKindConflict');
  const { shortNames: _shortNames, categories: _categories, ...single } = names;
  const shortNames = taken.length === 0 ? wanted.shortNames : accepted.shortNames;
  return { names: { ...single, ...(shortNames === undefined ? {} : { shortNames }), ...(wanted.categories === undefined ? {} : { categories: wanted.categories }) }, refusal };
}

function inUse(name: string): string {
  return `${JSON.stringify(name)} is already in use`;
}

type UndatedCondition = Omit<Condition, 'lastTransitionTime'>;

function namesAccepted(refusal: Refusal | undefined): UndatedCondition {
  return refusal === undefined
    ? { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' }
    : { type: 'NamesAccepted', status: 'False', ...refusal };
}

/** What was served once stays so. */
function established(refusal: Refusal | undefined, before: readonly Condition[]): UndatedCondition {
  const wasEstablished = before.some(({ type, status }) => type === 'Established' && status === 'True');
  return refusal === undefined || wasEstablished
    ? { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' }
    : { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' };
}

function datedCondition(condition: UndatedCondition, before: readonly Condition[], now: Date): Condition {
  const same = before.find(({ type, status }) => type === condition.type && status === condition.status);
  return { ...condition, lastTransitionTime: same?.lastTransitionTime ?? now.toISOString().replace(/\.\d+Z$/, 'Z') };
}
