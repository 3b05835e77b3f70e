import { CelError } from './cel-error.ts';
import { read, Type } from './values.ts';

/** What names stand for at one place of an expression. */
export class Scope {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #local: { readonly name: string; readonly value: unknown; readonly outer: Scope } | undefined;

  constructor(values: Readonly<Record<string, unknown>>, local?: { readonly name: string; readonly value: unknown; readonly outer: Scope }) {
    this.#values = values;
    this.#local = local;
  }

  /** The same, and one name more. */
  with(name: string, value: unknown): Scope {
    return new Scope(this.#values, { name, value, outer: this });
  }

  /** @throws CelError for a name that stands for nothing. */
  get(name: string): unknown {
    let local = this.#local;
    while (local !== undefined) {
      if (local.name === name) {
        return local.value;
      }
      local = local.outer.#local;
    }
    if (Object.hasOwn(this.#values, name)) {
      return read(this.#values[name]);
    }
    const constant = constants[name];
    if (constant === undefined) {
      throw new CelError(`undeclared reference to '${name}' (in container '')`);
    }
    return constant;
  }
}

const typeNames = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'list', 'map', 'null_type', 'type', 'optional_type'];
const constants: Partial<Record<string, unknown>> = {
  ...Object.fromEntries(typeNames.map((name) => [name, new Type(name)])),
  google: { protobuf: { Timestamp: new Type('google.protobuf.Timestamp'), Duration: new Type('google.protobuf.Duration') } },
};
