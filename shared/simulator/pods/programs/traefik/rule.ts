/** The rules by which IngressRoutes choose requests (Traefik v3's): Host(`a`) && (PathPrefix(`/b`) || !Header(`X`, `c`)). */

/** What a rule may look at; header names in lower case. */
export interface RuleSubject {
  /** Without port, in lower case. */
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
}

export type Rule = (subject: RuleSubject) => boolean;

/** What the rule asks for. @throws RangeError where the text is none. */
export function parseRule(text: string): Rule {
  const reader = new Reader(text);
  const rule = readAny(reader);
  reader.expectEnd();
  return rule;
}

function readAny(reader: Reader): Rule {
  const rules = [readAll(reader)];
  while (reader.take('||')) {
    rules.push(readAll(reader));
  }
  return rules.length === 1 ? rules[0]! : (subject) => rules.some((rule) => rule(subject));
}

function readAll(reader: Reader): Rule {
  const rules = [readOne(reader)];
  while (reader.take('&&')) {
    rules.push(readOne(reader));
  }
  return rules.length === 1 ? rules[0]! : (subject) => rules.every((rule) => rule(subject));
}

function readOne(reader: Reader): Rule {
  if (reader.take('!')) {
    const rule = readOne(reader);
    return (subject) => !rule(subject);
  }
  if (reader.take('(')) {
    const rule = readAny(reader);
    reader.expect(')');
    return rule;
  }
  const { name, values } = reader.matcher();
  const matcher = matchers[name];
  if (matcher === undefined) {
    throw new RangeError(`unsupported function: ${name}: expected one of ${Object.keys(matchers).join(', ')}`);
  }
  const [first = '', second = ''] = values;
  if (values.length !== matcher.values) {
    throw new RangeError(`unexpected number of parameters; got ${values.length}, expected ${matcher.values}`);
  }
  return matcher.make(first, second);
}

const matchers: Record<string, { values: 1 | 2; make(first: string, second: string): Rule } | undefined> = {
  Host: { values: 1, make: (host) => ({ host: asked }) => asked === host.toLowerCase() },
  HostRegexp: { values: 1, make: (text) => testOf(text, ({ host }) => [host], 'i') },
  Path: { values: 1, make: (path) => ({ path: asked }) => asked === path },
  PathPrefix: { values: 1, make: (prefix) => ({ path }) => path.startsWith(prefix) },
  PathRegexp: { values: 1, make: (text) => testOf(text, ({ path }) => [path]) },
  Method: { values: 1, make: (method) => ({ method: asked }) => asked === method.toUpperCase() },
  Header: { values: 2, make: (name, value) => ({ headers }) => [headers[name.toLowerCase()]].flat().includes(value) },
  HeaderRegexp: { values: 2, make: (name, text) => testOf(text, ({ headers }) => [headers[name.toLowerCase()]].flat()) },
  Query: { values: 2, make: (name, value) => ({ query }) => query.getAll(name).includes(value) },
  QueryRegexp: { values: 2, make: (name, text) => testOf(text, ({ query }) => query.getAll(name)) },
};

function testOf(text: string, valuesOf: (subject: RuleSubject) => (string | undefined)[], flags = ''): Rule {
  const pattern = toPattern(text, flags);
  return (subject) => valuesOf(subject).some((value) => value !== undefined && pattern.test(value));
}

function toPattern(text: string, flags: string): RegExp {
  try {
    return new RegExp(text, flags);
  } catch {
    throw new RangeError(`error parsing regexp: ${text}`);
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether this comes next; it is gone past then. */
  take(symbol: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(symbol, this.#at)) {
      return false;
    }
    this.#at += symbol.length;
    return true;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) {
      throw this.#wrong(symbol);
    }
  }

  expectEnd(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      throw this.#wrong('&&, || or the end');
    }
  }

  /** A name and its values, as Host(`a`). */
  matcher(): { name: string; values: string[] } {
    const name = this.#match(/\w+/y, 'the name of a matcher');
    this.expect('(');
    const values: string[] = [];
    do {
      this.#skipSpace();
      values.push(this.#match(/`[^`]*`|"[^"]*"/y, 'a value in backquotes').slice(1, -1));
    } while (this.take(','));
    this.expect(')');
    return { name, values };
  }

  #match(pattern: RegExp, what: string): string {
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) {
      throw this.#wrong(what);
    }
    this.#at += found.length;
    return found;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) {
      this.#at += 1;
    }
  }

  #wrong(expected: string): RangeError {
    return new RangeError(`"${this.#text}" is no rule: expected ${expected} at character ${this.#at + 1}`);
  }
}
