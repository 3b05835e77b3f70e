/**
 * Functions by their signatures: `size(string)` stands alone, `string.size()` is called on a value, `ip.isCanonical(string)` has a first name that
 * is no type. Types are `null`, `bool`, `int`, `uint`, `double`, `string`, `bytes`, `list`, `map`, `type`, `any` and all that begin with a capital.
 * An int is a bigint; a function may return a plain number for one. What it throws is a CelError.
 */
export type Functions = Readonly<Record<string, (...parameters: never[]) => unknown>>;
