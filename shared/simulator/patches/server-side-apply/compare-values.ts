import { isDeepStrictEqual } from 'node:util';
import { fieldSet, noFields, thisField, union } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { fieldElement, itemElement } from './path-element.ts';
import { fieldPlace, fieldsOf, itemsOf, structureAt } from './structure.ts';
import type { ListStructure, MapStructure, Place, Structure } from './structure.ts';

/** Which fields differ. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const same: Comparison = { added: noFields, modified: noFields, removed: noFields };

/** What became of a value; undefined where there was, or is, none. */
export function compareValues(before: unknown, after: unknown, place: Place): Comparison {
  if (before === after) {
    return same;
  }
  const below = structuresOf(before, after, place).map((structure) => compareAs(structure, before, after));
  return joined([...below, ...(before === undefined ? [{ ...same, added: thisField }] : []), ...(after === undefined ? [{ ...same, removed: thisField }] : [])]);
}

/** Both where a value has become one of another kind; what is null may be of any. */
function structuresOf(before: unknown, after: unknown, place: Place): Structure[] {
  const structures = [before, after].filter((value) => value !== undefined && value !== null).map((value) => structureAt(place, value));
  const [one = structureAt(place, null), other = one] = structures;
  return one.kind === other.kind ? [one] : [one, other];
}

function compareAs(structure: Structure, before: unknown, after: unknown): Comparison {
  const isVoid = [before, after].every((value) => fieldsOf(value).length === 0 && itemsOf(value).length === 0);
  if (structure.kind === 'leaf' || isVoid) {
    return before === undefined || after === undefined || isDeepStrictEqual(before, after) ? same : { ...same, modified: thisField };
  }
  return structure.kind === 'map' ? compareMaps(structure, before, after) : compareLists(structure, before, after);
}

function compareMaps({ place }: MapStructure, before: unknown, after: unknown): Comparison {
  const [one, other] = [new Map(fieldsOf(before)), new Map(fieldsOf(after))];
  const names = new Set([...one.keys(), ...other.keys()]);
  return nested([...names].map((name) => [fieldElement(name), compareValues(one.get(name), other.get(name), fieldPlace(place, name))]));
}

function compareLists(list: ListStructure, before: unknown, after: unknown): Comparison {
  const [one, other] = [before, after].map((value) => Map.groupBy(itemsOf(value), (item) => itemElement(list, item)));
  const elements = new Set([...one!.keys(), ...other!.keys()]);
  return nested([...elements].map((element) => [element, compareItems(list, one!.get(element) ?? [], other!.get(element) ?? [])]));
}

/** Of the items that have the same keys, of which there should be at most one. Where there are more, they count as one whole. */
function compareItems({ items }: ListStructure, before: readonly unknown[], after: readonly unknown[]): Comparison {
  if (before.length <= 1 && after.length <= 1) {
    return compareValues(before[0], after[0], items);
  }
  if (before.length > 1 && after.length > 1) {
    return isDeepStrictEqual(before, after) ? same : { ...same, modified: thisField };
  }
  if (before.length > 1) {
    return joined([after.length === 0 ? same : compareValues(undefined, after[0], items), { ...same, removed: thisField }]);
  }
  return joined([before.length === 0 ? same : compareValues(before[0], undefined, items), { ...same, added: thisField }]);
}

function nested(children: readonly (readonly [string, Comparison])[]): Comparison {
  const each = (part: keyof Comparison) => fieldSet(children.map(([element, comparison]) => [element, comparison[part]]));
  return { added: each('added'), modified: each('modified'), removed: each('removed') };
}

function joined(all: readonly Comparison[]): Comparison {
  const each = (part: keyof Comparison) => union(...all.map((comparison) => comparison[part]));
  return { added: each('added'), modified: each('modified'), removed: each('removed') };
}
