import { ApiStatus } from '../../api-server/api-status.ts';
import { goKind, goText } from '../go-text.ts';
import { isMap } from '../json-map.ts';
import type { JsonMap } from '../json-map.ts';
import { arrange } from './arrange.ts';
import type { KeyOf } from './arrange.ts';
import { cannotMerge, directive, plainValue, unknownDirective } from './directives.ts';
import type { Strategy } from './strategy.ts';

/** How a list is patched. */
export interface ListStrategy extends Pick<Strategy, 'isMerged' | 'mergeKey'> {
  /** An item that both lists have. */
  mergeItem(original: JsonMap, patch: JsonMap): JsonMap;
}

/** The items of both lists, those with the same merge key as one. Neither is changed. @throws ApiStatus */
export function mergeLists(original: readonly unknown[], patch: readonly unknown[], strategy: ListStrategy): unknown[] {
  const first = [...original, ...patch][0];
  assertAlike(original, patch);
  if (!isMap(first)) {
    return arrange([...new Set([...original, ...patch])], patch, original, (item) => item);
  }
  const keyOf = keyReader(strategy);
  const { kept, merging } = obeyDirectives(original as JsonMap[], patch as JsonMap[], keyOf);
  return arrange(mergeItems(kept, merging, { keyOf, mergeItem: strategy.mergeItem }), merging, kept, keyOf);
}

/** What `$setElementOrder` makes of a list: first merged with the patch's, then in that order. @throws ApiStatus */
export function orderedList(original: readonly unknown[] | undefined, patch: readonly unknown[] | undefined, order: readonly unknown[], strategy: ListStrategy): unknown[] | undefined {
  const keyOf: KeyOf = strategy.mergeKey === undefined ? (item) => item : keyReader(strategy);
  assertInOrder(patch ?? [], order, keyOf);
  if (original === undefined && patch === undefined) {
    return undefined;
  }
  if ((original ?? []).length + (patch ?? []).length === 0) {
    throw cannotMerge('no elements in any of the given slices');
  }
  if (original === undefined) {
    return arrange(plainValue(patch) as unknown[], order, [], keyOf);
  }
  return arrange(patch === undefined ? original : merged(original, patch, strategy), order, original, keyOf);
}

function merged(original: readonly unknown[], patch: readonly unknown[], strategy: ListStrategy): readonly unknown[] {
  return strategy.isMerged ? mergeLists(original, patch, strategy) : plainValue(patch) as unknown[];
}

function assertAlike(original: readonly unknown[], patch: readonly unknown[]): void {
  const kinds = new Set([...original, ...patch].map(goKind));
  if ([original, patch].some(([first]) => Array.isArray(first)) && kinds.size === 1) {
    throw new ApiStatus(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
  }
  if (kinds.size > 1) {
    throw cannotMerge(`list element types are not identical: ${goText([original, patch])}`);
  }
}

function keyReader({ mergeKey }: ListStrategy): KeyOf {
  if (mergeKey === undefined) {
    throw cannotMerge('cannot merge lists without merge key');
  }
  return (item) => {
    if (!isMap(item) || item[mergeKey] === undefined) {
      throw cannotMerge(`map: ${goText(item)} does not contain declared merge key: ${mergeKey}`);
    }
    return item[mergeKey];
  };
}

/** Takes out what `$patch: delete` names; after a `$patch: replace` nothing of the original is left. */
function obeyDirectives(original: readonly JsonMap[], patch: readonly JsonMap[], keyOf: KeyOf): { kept: readonly JsonMap[]; merging: readonly JsonMap[] } {
  const merging = patch.filter((item) => item[directive] === undefined);
  const directives = patch.filter((item) => item[directive] !== undefined);
  directives.forEach(assertItemDirective);
  const deleted = directives.filter((item) => item[directive] === 'delete').map(keyOf);
  if (directives.some((item) => item[directive] === 'replace')) {
    return { kept: [], merging };
  }
  return { kept: original.filter((item) => deleted.length === 0 || !deleted.includes(keyOf(item))), merging };
}

function assertItemDirective(item: JsonMap): void {
  if (item[directive] === 'merge') {
    throw cannotMerge('merging lists cannot yet be specified in the patch');
  }
  if (item[directive] !== 'delete' && item[directive] !== 'replace') {
    throw unknownDirective(item);
  }
}

function mergeItems(original: readonly JsonMap[], patch: readonly JsonMap[], { keyOf, mergeItem }: { keyOf: KeyOf } & Pick<ListStrategy, 'mergeItem'>): JsonMap[] {
  const all = [...original];
  for (const item of patch) {
    const index = all.findIndex((each) => keyOf(each) === keyOf(item));
    if (index < 0) {
      all.push(plainValue(item) as JsonMap);
    } else {
      all[index] = mergeItem(all[index]!, item);
    }
  }
  return all;
}

/** Whatever the patch's items are, they stand in the order that is asked for. */
function assertInOrder(patch: readonly unknown[], order: readonly unknown[], keyOf: KeyOf): void {
  if (order.length === 0) {
    return;
  }
  let from = 0;
  for (const item of patch.filter((each) => !isMap(each) || each[directive] === undefined)) {
    const at = order.findIndex((each, index) => index >= from && keyOf(each) === keyOf(item));
    if (at < 0) {
      throw cannotMerge(`The order in patch list:\n${goText(patch)}\n doesn't match $setElementOrder list:\n${goText(order)}\n`);
    }
    from = at + 1;
  }
}
