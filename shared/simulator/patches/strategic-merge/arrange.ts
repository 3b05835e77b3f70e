/** By what one item is told from the other. */
export type KeyOf = (item: unknown) => unknown;

/**
 * The items of a merged list in their order: those that the wanted order names in that order, the others as they stood on the server. Where
 * one of the others stood before one of the named, it does so again; else the named come first.
 */
export function arrange(items: readonly unknown[], wanted: readonly unknown[], onServer: readonly unknown[], keyOf: KeyOf): unknown[] {
  const [wantedAt, serverAt] = [indexOf(wanted, keyOf), indexOf(onServer, keyOf)];
  const named = items.filter((item) => wantedAt(item) >= 0).sort((one, other) => wantedAt(one) - wantedAt(other));
  const others = items.filter((item) => wantedAt(item) < 0).sort((one, other) => serverAt(one) - serverAt(other));
  const arranged: unknown[] = [];
  while (named.length > 0 && others.length > 0) {
    const isBefore = serverAt(named[0]) >= 0 && serverAt(others[0]) >= 0 && serverAt(others[0]) < serverAt(named[0]);
    arranged.push((isBefore ? others : named).shift());
  }
  return [...arranged, ...named, ...others];
}

function indexOf(list: readonly unknown[], keyOf: KeyOf): (item: unknown) => number {
  const keys = list.map(keyOf);
  return (item) => keys.indexOf(keyOf(item));
}
