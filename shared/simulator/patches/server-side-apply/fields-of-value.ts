import { isMap } from '../json-map.ts';
import { fieldSet, noFields, thisField } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { fieldElement, itemElement } from './path-element.ts';
import { fieldPlace, fieldsOf, isDeclared, itemsOf, structureAt } from './structure.ts';
import type { ListStructure, MapStructure, Place } from './structure.ts';

/** What somebody owns who applies this value: its leaves, its list items, and what the schema does not name. */
export function fieldsOfValue(value: unknown, place: Place): FieldSet {
  const structure = structureAt(place, value);
  switch (structure.kind) {
    case 'leaf':
      return thisField;
    case 'map':
      return fieldsOfMap(value, structure);
    case 'list':
      return fieldsOfList(value, structure);
  }
}

function fieldsOfMap(value: unknown, { place }: MapStructure): FieldSet {
  return fieldSet(fieldsOf(value).map(([name, field]) => {
    const { isMember, children } = fieldsOfValue(field, fieldPlace(place, name));
    return [fieldElement(name), { isMember: isMember || isVoid(field) || !isDeclared(place, name), children }];
  }));
}

function isVoid(value: unknown): boolean {
  return value === null || (isMap(value) && fieldsOf(value).length === 0);
}

/** Of items with the same keys nobody can own the fields, just all of them together. */
function fieldsOfList(value: unknown, list: ListStructure): FieldSet {
  const items = Map.groupBy(itemsOf(value), (item) => itemElement(list, item));
  return fieldSet([...items].map(([element, [item, ...more]]) => [element, { isMember: true, children: (more.length > 0 ? noFields : fieldsOfValue(item, list.items)).children }]));
}
