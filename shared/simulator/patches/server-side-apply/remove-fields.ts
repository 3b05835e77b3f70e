import { childOf, fieldSet, isEmpty } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { fieldElement, fieldName, isKeyed, itemElement } from './path-element.ts';
import { fieldPlace, fieldsOf, isDeclared, itemsOf, structureAt } from './structure.ts';
import type { ListStructure, MapStructure, Place } from './structure.ts';

/** The value without these fields: undefined where it is one of them itself, null (as in the API server) where nothing is left in it. */
export function removeFields(value: unknown, fields: FieldSet, place: Place): unknown {
  const structure = structureAt(place, value);
  if (fields.isMember) {
    return undefined;
  }
  if (structure.kind === 'leaf' || isEmpty(fields)) {
    return value;
  }
  return structure.kind === 'map' ? removeFromMap(value, fields, structure) : removeFromList(value, fields, structure);
}

function removeFromMap(value: unknown, fields: FieldSet, { place }: MapStructure): unknown {
  const left = fieldsOf(value).map(([name, field]) => [name, removeFields(field, childOf(fields, fieldElement(name)), fieldPlace(place, name))] as const).filter(([, field]) => field !== undefined);
  return left.length === 0 ? null : Object.fromEntries(left);
}

function removeFromList(value: unknown, fields: FieldSet, list: ListStructure): unknown {
  const left = itemsOf(value).map((item) => removeFields(item, childOf(fields, itemElement(list, item)), list.items)).filter((item) => item !== undefined);
  return left.length === 0 ? null : left;
}

/** The set, and the fields that the schema names above what is in it: these go when nothing is left in them. */
export function withNamedParents(set: FieldSet, place: Place): FieldSet {
  return fieldSet([...set.children].map(([element, child]) => {
    const name = fieldName(element);
    const { isMember, children } = withNamedParents(child, placeBelow(place, element));
    return [element, { isMember: isMember || (name !== undefined && isDeclared(place, name)), children }];
  }), set.isMember);
}

function placeBelow(place: Place, element: string): Place {
  const name = fieldName(element);
  if (name !== undefined) {
    return fieldPlace(place, name);
  }
  return isKeyed(element) ? { ...place, schema: place.schema.items ?? {} } : { ...place, schema: {} };
}
