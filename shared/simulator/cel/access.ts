/** Fields and elements: `a.b`, `a[b]`, `a.?b`, `a[?b]` and `has(a.b)`. */
import { CelError, noSuchOverload } from './cel-error.ts';
import { entryOf, isMap } from './maps.ts';
import { Optional } from './optional.ts';
import { kindOf, numberOf, read, Special } from './values.ts';

/** What stands there. In what may be absent it may be absent, too. @throws CelError where it does not stand there. */
export function elementOf(container: unknown, key: unknown, isField: boolean): unknown {
  if (container instanceof Optional) {
    return optionalElementOf(container, key, isField);
  }
  const found = find(container, key, isField);
  if (found === undefined) {
    throw new CelError(Array.isArray(container) ? `index out of bounds: ${String(numberOf(key))}` : `no such key: ${String(key)}`);
  }
  return found;
}

/** What stands there, or nothing. @throws CelError for an index that is none. */
export function optionalElementOf(container: unknown, key: unknown, isField: boolean): Optional {
  const held = container instanceof Optional ? container.held : container;
  if (held === undefined) {
    return Optional.none;
  }
  const found = find(held, key, isField);
  return found === undefined ? Optional.none : new Optional(found);
}

function find(container: unknown, key: unknown, isField: boolean): unknown {
  if (isMap(container)) {
    return entryOf(container, key);
  }
  if (!isField && Array.isArray(container)) {
    const index = numberOf(key);
    if (index === undefined) {
      throw new CelError(`unsupported index type '${kindOf(key)}' in list`);
    }
    const raw: unknown = container[Number(index)];
    return raw === undefined ? undefined : read(raw);
  }
  if (Array.isArray(container)) {
    throw noSuchOverload();
  }
  return container instanceof Special && isField ? container.field(String(key)) : undefined;
}

const reserved = ['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'];
const escapedWord = new RegExp(`^__(${reserved.join('|')})__$`);
const escapedSigns: Record<string, string> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/** The name of a property that rules can only write with another name, as `__namespace__` and `x__dash__y`. */
export function unescapeField(field: string): string {
  const word = escapedWord.exec(field)?.[1];
  return word ?? field.replaceAll(/__(underscores|dot|dash|slash)__/g, (_, sign: string) => escapedSigns[sign]!);
}
