/** Evaluates expressions of webhooks and policies, and says what went wrong as the API server does. */
import { CelError, compile } from '../cel/cel.ts';

export type Variables = Readonly<Record<string, unknown>>;
export type Evaluation = { readonly value: unknown } | { readonly error: string };

/** Never throws for what an expression may do. */
export function evaluate(expression: string, variables: Variables): Evaluation {
  let compiled;
  try {
    compiled = compile(expression);
  } catch (error) {
    return { error: `compilation error: compilation failed: ERROR: ${messageOf(error)}` };
  }
  try {
    return { value: compiled.evaluate(variables) };
  } catch (error) {
    return { error: `expression '${expression}' resulted in error: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof CelError) {
    return error.message;
  }
  throw error;
}

export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** Whether all conditions are met; the text of what went wrong where that cannot be told. One that is not met settles it. */
export function meetsConditions(conditions: readonly MatchCondition[], variables: Variables): boolean | { readonly error: string } {
  const evaluations = conditions.map(({ expression }) => evaluate(expression, variables));
  if (evaluations.some((each) => 'value' in each && each.value === false)) {
    return false;
  }
  const errors = [...new Set(evaluations.flatMap((each) => ('error' in each ? [each.error] : [])))];
  if (errors.length === 0) {
    return true;
  }
  return { error: errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]` };
}
