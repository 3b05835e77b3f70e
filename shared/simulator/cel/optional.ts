import { CelError } from './cel-error.ts';
import { equals } from './equality.ts';
import { toJson } from './to-json.ts';
import { Special } from './values.ts';

/** A value that may be absent. */
export class Optional extends Special {
  static readonly none = new Optional(undefined);
  readonly kind = 'Optional';
  /** Undefined where there is none. */
  readonly held: unknown;

  constructor(held: unknown) {
    super();
    this.held = held;
  }

  get hasValue(): boolean {
    return this.held !== undefined;
  }

  /** @throws CelError where there is none. */
  get value(): unknown {
    if (this.held === undefined) {
      throw new CelError('optional.none() dereference');
    }
    return this.held;
  }

  equals(other: Special): boolean {
    const { held } = other as Optional;
    return this.held === undefined || held === undefined ? this.held === held : equals(this.held, held);
  }

  toJson(): unknown {
    return this.held === undefined ? undefined : toJson(this.held);
  }
}
