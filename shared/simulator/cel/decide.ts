import { CelError } from './cel-error.ts';
import { assertBool } from './values.ts';

/**
 * Asks one after the other until one says what decides, even where others before it have failed; where none does, their opposite.
 * This is `||` and `exists` for true, `&&` and `all` for false. @throws CelError of the first that failed, where none decides.
 */
export function decide(deciding: boolean, questions: Iterable<() => unknown>): boolean {
  let failure: CelError | undefined;
  for (const question of questions) {
    try {
      if (assertBool(question()) === deciding) {
        return deciding;
      }
    } catch (error) {
      if (!(error instanceof CelError)) {
        throw error;
      }
      failure ??= error;
    }
  }
  if (failure !== undefined) {
    throw failure;
  }
  return !deciding;
}
