import type { JsonMap } from '../json-map.ts';
import { itemElement } from './path-element.ts';
import { fieldPlace, fieldsOf, itemsOf, structureAt } from './structure.ts';
import type { ListStructure, MapStructure, Place } from './structure.ts';

/** The live value with what is applied on top of it; undefined where neither is there. Nothing goes by this. */
export function mergeValues(live: unknown, applied: unknown, place: Place): unknown {
  if (live === undefined || applied === undefined) {
    return applied === undefined ? live : applied;
  }
  const structure = structureAt(place, applied ?? live);
  const hasParts = [live, applied].some((value) => fieldsOf(value).length > 0 || itemsOf(value).length > 0);
  if (structure.kind === 'leaf' || !hasParts) {
    return applied;
  }
  return structure.kind === 'map' ? mergeMaps(live, applied, structure) : mergeLists(itemsOf(live), itemsOf(applied), structure);
}

function mergeMaps(live: unknown, applied: unknown, { place }: MapStructure): JsonMap {
  const [one, other] = [new Map(fieldsOf(live)), new Map(fieldsOf(applied))];
  const names = new Set([...one.keys(), ...other.keys()]);
  return Object.fromEntries([...names].map((name) => [name, mergeValues(one.get(name), other.get(name), fieldPlace(place, name))]));
}

/** The order is the applied one; what only the live list has stays as near as can be to where it was. */
function mergeLists(live: readonly unknown[], applied: readonly unknown[], list: ListStructure): unknown[] {
  const elementOf = (item: unknown) => itemElement(list, item);
  const liveItems = uniqueItems(live, elementOf);
  const appliedItems = new Map(applied.map((item) => [elementOf(item), item]));
  const merge = (element: string) => mergeValues(liveItems.get(element), appliedItems.get(element), list.items);
  const merged: unknown[] = [];
  const waiting = [...appliedItems.keys()];
  const shared = waiting.filter((element) => liveItems.has(element));
  for (const item of live) {
    const element = elementOf(item);
    if (!appliedItems.has(element)) {
      merged.push(item);
    } else if (element === shared[0]) {
      const before = waiting.splice(0, waiting.indexOf(element) + 1);
      merged.push(...before.map(merge));
      shared.splice(0, before.filter((each) => liveItems.has(each)).length);
    }
  }
  return [...merged, ...waiting.map(merge)];
}

/** Those that are twice there are not merged with what is applied, but replaced by it. */
function uniqueItems(items: readonly unknown[], elementOf: (item: unknown) => string): Map<string, unknown> {
  return new Map([...Map.groupBy(items, elementOf)].map(([element, [item, ...more]]) => [element, more.length > 0 ? undefined : item]));
}
