import { isMap } from '../json-map.ts';

/**
 * Which fields are meant, as a tree: a node's children are the fields, keys and list items below it, by their path element as FieldsV1
 * writes it (`f:name`, `k:{"name":"x"}`, `v:1`). There are no nodes that mean nothing.
 */
export interface FieldSet {
  /** Whether the node itself is meant, not just something below it. */
  readonly isMember: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export const noFields: FieldSet = { isMember: false, children: new Map() };
/** One node by itself. */
export const thisField: FieldSet = { isMember: true, children: new Map() };

/** A node with those of its children that mean something. */
export function fieldSet(children: Iterable<readonly [string, FieldSet]>, isMember = false): FieldSet {
  return { isMember, children: new Map([...children].filter(([, child]) => !isEmpty(child))) };
}

/** Whether it means nothing. */
export function isEmpty({ isMember, children }: FieldSet): boolean {
  return !isMember && children.size === 0;
}

/** What is meant below one element of a node. */
export function childOf(set: FieldSet, element: string): FieldSet {
  return set.children.get(element) ?? noFields;
}

/** What is in any of the sets. */
export function union(...sets: readonly FieldSet[]): FieldSet {
  const [first = noFields, ...others] = sets.filter((set) => !isEmpty(set));
  return others.reduce((all, set) => combine(all, set, (one, other) => one || other), first);
}

/** What is in both sets. */
export function intersection(one: FieldSet, other: FieldSet): FieldSet {
  return combine(one, other, (inOne, inOther) => inOne && inOther);
}

/** What is in the first set only. */
export function difference(one: FieldSet, other: FieldSet): FieldSet {
  return combine(one, other, (inOne, inOther) => inOne && !inOther);
}

function combine(one: FieldSet, other: FieldSet, isIn: (inOne: boolean, inOther: boolean) => boolean): FieldSet {
  if (isEmpty(other)) {
    return isIn(true, false) ? one : noFields;
  }
  const elements = new Set([...one.children.keys(), ...other.children.keys()]);
  return fieldSet([...elements].map((element) => [element, combine(childOf(one, element), childOf(other, element), isIn)]), isIn(one.isMember, other.isMember));
}

/** What is in the set, but neither in the other one nor below anything that is. */
export function without(set: FieldSet, excluded: FieldSet): FieldSet {
  if (excluded.isMember) {
    return noFields;
  }
  return fieldSet([...set.children].map(([element, child]) => [element, without(child, childOf(excluded, element))]), set.isMember);
}

/** Whether the field at a path is meant. */
export function has(set: FieldSet, path: readonly string[]): boolean {
  return path.reduce(childOf, set).isMember;
}

/** The paths of all that is meant, those above first. */
export function pathsOf(set: FieldSet): string[][] {
  return sorted(set).flatMap(([element, child]) => [...(child.isMember ? [[element]] : []), ...pathsOf(child).map((path) => [element, ...path])]);
}

/** The set as it stands in an entry of managedFields. */
export function toFieldsV1(set: FieldSet): Record<string, unknown> {
  return Object.fromEntries(sorted(set).map(([element, child]) => [element, { ...(child.isMember && child.children.size > 0 ? { '.': {} } : {}), ...toFieldsV1(child) }]));
}

/** The set that stands in an entry of managedFields. */
export function fromFieldsV1(fields: unknown): FieldSet {
  if (!isMap(fields)) {
    return noFields;
  }
  const children = Object.entries(fields).filter(([element]) => /^[fkvi]:/.test(element));
  return fieldSet(children.map(([element, below]) => [element, { ...fromFieldsV1(below), isMember: isNamedItself(below) }]));
}

function isNamedItself(below: unknown): boolean {
  return !isMap(below) || '.' in below || Object.keys(below).length === 0;
}

function sorted({ children }: FieldSet): [string, FieldSet][] {
  return [...children].sort(([one], [other]) => (one < other ? -1 : 1));
}
