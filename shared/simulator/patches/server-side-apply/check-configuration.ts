import { ApiStatus } from '../../api-server/api-status.ts';
import type { ApiObject } from '../../api-object.ts';
import type { Definition } from '../../schema/definition.ts';
import { goText } from '../go-text.ts';
import { isMap } from '../json-map.ts';
import { elementText, fieldElement, itemElement } from './path-element.ts';
import { fieldPlace, fieldsOf, isAllowed, rootPlace, structureAt } from './structure.ts';
import type { ListStructure, MapStructure, Place } from './structure.ts';

/** Whether a configuration can be merged at all: values are left to validation. @throws ApiStatus 500, as the API server does. */
export function checkConfiguration(definition: Definition, configuration: ApiObject): void {
  const problems = problemsAt('', configuration, rootPlace(definition));
  if (problems.length === 0) {
    return;
  }
  const { namespace = '', name } = configuration.metadata;
  const all = problems.length === 1 ? problems[0]! : `errors:\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
  throw new ApiStatus(500, '', `failed to create typed patch object (${namespace}/${name}; ${definition.group}/${definition.version}, Kind=${definition.kind}): ${all}`);
}

function problemsAt(path: string, value: unknown, place: Place): string[] {
  const structure = structureAt(place, value);
  if (structure.kind === 'leaf' || value === null) {
    return [];
  }
  return structure.kind === 'map' ? problemsOfMap(path, value, structure) : problemsOfList(path, value, structure);
}

function problemsOfMap(path: string, value: unknown, { place }: MapStructure): string[] {
  if (!isMap(value)) {
    return [`${path}: expected map, got &{${goText(value)}}`];
  }
  return fieldsOf(value).flatMap(([name, field]) => {
    const below = path + elementText(fieldElement(name));
    return isAllowed(place, name) ? problemsAt(below, field, fieldPlace(place, name)) : [`${below}: field not declared in schema`];
  });
}

function problemsOfList(path: string, value: unknown, list: ListStructure): string[] {
  if (!Array.isArray(value)) {
    return [`${path}: expected list, got &{${goText(value)}}`];
  }
  const keyless = value.findIndex((item) => problemOfItem(item, list) !== undefined);
  if (keyless >= 0) {
    return [`${path}: element ${keyless}: ${problemOfItem(value[keyless], list)}`];
  }
  const elements = value.map((item) => itemElement(list, item));
  const twice = [...new Set(elements.filter((element, index) => elements.indexOf(element) < index))];
  return [...twice.map((element) => `${path}: duplicate entries for key ${elementText(element)}`), ...value.flatMap((item, index) => problemsAt(path + elementText(elements[index]!), item, list.items))];
}

function problemOfItem(item: unknown, list: ListStructure): string | undefined {
  if (list.keys.length === 0) {
    return isMap(item) ? "associative list without keys has an element that's a map type" : undefined;
  }
  if (!isMap(item)) {
    return `associative list with keys may not have ${item === null ? 'a null element' : 'non-map elements'}`;
  }
  return itemElement(list, item) === 'k:{}' ? `associative list with keys has an element that omits all key fields ${JSON.stringify(list.keys).replaceAll(',', ' ')} (and doesn't have default values for any key fields)` : undefined;
}
