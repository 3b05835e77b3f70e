/** A line of block YAML: how deep its key stands, and whether a list's item begins with it. */
interface Line {
  readonly depth: number;
  readonly beginsItem: boolean;
  readonly key: string;
  readonly value: string;
}

/** The keys above the last of these lines, outermost first, with the names of list items that begin with one: `spec.containers[app]`. */
export function placeOf(lines: readonly string[]): string {
  const [last, ...above] = lines.map(parse).reverse();
  const keys: string[] = [];
  let depth = last?.depth ?? 0;
  let item = last?.beginsItem === true ? '' : undefined;
  for (const line of above) {
    if (line.beginsItem && line.depth === depth && item === undefined) {
      item = line.key === 'name' ? `[${line.value}]` : '';
    } else if (line.depth < depth) {
      keys.unshift(`${line.key}${item ?? ''}`);
      depth = line.depth;
      item = line.beginsItem ? '' : undefined;
    }
  }
  return keys.join('.');
}

function parse(line: string): Line {
  const [, indent = '', dashes = '', key = '', value = ''] = /^( *)((?:- )*)([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
  return { depth: indent.length + dashes.length, beginsItem: dashes !== '', key, value };
}
