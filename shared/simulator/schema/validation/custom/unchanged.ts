/** Ratcheting: what was wrong before and is as it was is no reason to refuse a change of something else. */
import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../../schema.ts';

type Fields = Record<string, unknown>;

/** A place in an object and what stood there before, as far as that can be told. */
export class Correlation {
  readonly schema: Schema;
  readonly value: unknown;
  readonly before: unknown;
  /** Undefined where what stood here before is not known: in lists that are not known by keys. */
  readonly #isKnown: boolean;
  readonly #parent: Correlation | undefined;
  #isSame: boolean | undefined;

  constructor(schema: Schema, value: unknown, before: unknown, isKnown = before !== undefined, parent?: Correlation) {
    this.schema = schema;
    this.value = value;
    this.before = before;
    this.#isKnown = isKnown;
    this.#parent = parent;
  }

  /** Whether it, or something that contains it, is as it was. */
  get isUnchanged(): boolean {
    this.#isSame ??= this.#isKnown ? isDeepStrictEqual(this.value, this.before) : this.#parent?.isUnchanged ?? false;
    return this.#isSame;
  }

  /** Of a field of an object. */
  field(name: string): Correlation {
    const { properties, additionalProperties } = this.schema;
    const schema = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    const isTyped = this.#parent === undefined && (name === 'apiVersion' || name === 'kind');
    const before = this.#isKnown && schema !== undefined && !isTyped ? fieldOf(this.before, name) : undefined;
    return new Correlation(schema ?? {}, fieldOf(this.value, name), before, before !== undefined, isTyped ? undefined : this);
  }

  /** Of an item of a list. */
  item(index: number): Correlation {
    const item = (this.value as unknown[])[index];
    const before = this.#isKnown ? sameItem(this.schema, item, this.before) : undefined;
    return new Correlation(this.schema.items ?? {}, item, before, before !== undefined, this);
  }

  /** Of a place below, by a pointer as `/spec/containers/0/name`. */
  at(pointer: string): Correlation {
    return pointer.split('/').slice(1).reduce<Correlation>((place, token) => (Array.isArray(place.value) ? place.item(Number(token)) : place.field(decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'))), this);
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields)[name] : undefined;
}

/** The item of another list with the same keys; only lists of type map have keys. */
function sameItem(schema: Schema, item: unknown, list: unknown): unknown {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(list)) {
    return undefined;
  }
  return list.find((other) => keys.every((key) => isDeepStrictEqual(fieldOf(other, key), fieldOf(item, key))));
}
