import { expect } from 'chai';
import { CelError, compile } from '../../shared/simulator/cel/cel.ts';

/** Expressions and what becomes of them: a value, or an Error with the message of the one that is thrown. */
export type CelTable = Record<string, unknown>;

/** One test for each line of a table. */
export function itEvaluates(table: CelTable, values: Record<string, unknown> = {}): void {
  for (const [expression, expected] of Object.entries(table)) {
    if (expected instanceof Error) {
      it(`${expression} fails: ${expected.message}`, () => {
        expect(() => compile(expression).evaluate(values)).to.throw(CelError, expected.message);
      });
    } else {
      it(`${expression} is ${JSON.stringify(expected)}`, () => {
        expect(compile(expression).evaluate(values)).to.deep.equal(expected);
      });
    }
  }
}

/** What a failing expression says. */
export function says(message: string): Error {
  return new Error(message);
}
