/** The Common Expression Language as Kubernetes has it: rules of CustomResourceDefinitions, policies and match conditions. */
import { CelError } from './cel-error.ts';
import { parse } from './parse.ts';
import { programOf } from './program.ts';
import { Scope } from './scope.ts';
import { Duration, Timestamp } from './times.ts';
import { toJson } from './to-json.ts';
import { Double } from './values.ts';

export { CelError };

export interface Expression {
  /** Plain values in, plain values out: numbers, strings, booleans, null, lists, objects. @throws CelError */
  evaluate(values: Readonly<Record<string, unknown>>): unknown;
  /** The same, but what comes out is to be a value of another expression: it keeps its type. @throws CelError */
  resolve(values: Readonly<Record<string, unknown>>): unknown;
}

const compiled = new Map<string, Expression>();

/**
 * Reads an expression, once for each text. Values are JSON, in which an integral number is an int; {@link asDouble}, {@link asTimestamp},
 * {@link asDuration} and {@link asBytes} say what else a field of a schema is, anywhere inside of a value.
 * @throws CelError where it cannot be read, or calls what does not exist.
 */
export function compile(expression: string): Expression {
  const known = compiled.get(expression);
  if (known !== undefined) {
    return known;
  }
  const program = programOf(parse(expression));
  const resolve = (values: Readonly<Record<string, unknown>>) => program(new Scope(values));
  const made: Expression = { resolve, evaluate: (values) => toJson(resolve(values)) };
  compiled.set(expression, made);
  return made;
}

/** A number that is a double even where it is integral: a field of type `number`. */
export function asDouble(value: number): unknown {
  return new Double(value);
}

/** A string of format `date-time`. @throws CelError */
export function asTimestamp(text: string): unknown {
  return Timestamp.parse(text);
}

/** A string of format `duration`. @throws CelError */
export function asDuration(text: string): unknown {
  return Duration.parse(text);
}

/** A string of format `byte`, which is base64. */
export function asBytes(text: string): unknown {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
