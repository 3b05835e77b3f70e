/** What one policy says about one request, with one parameter. */
import { CelError, compile } from '../../cel/cel.ts';
import { evaluate, meetsConditions } from '../evaluate.ts';
import type { Variables } from '../evaluate.ts';
import type { Policy, Validation, Variable } from './policy.ts';

/** Why the request is not valid. */
export interface Denial {
  readonly message: string;
  readonly reason: string;
}

const defaultReason = 'Invalid';
const longestMessage = 5 * 1024;

/** All denials; none where the request is valid, or the policy is not about it. `variables` has all but `variables` itself. */
export function decide({ spec }: Policy, variables: Variables): Denial[] {
  const { failurePolicy = 'Fail', matchConditions = [], validations = [], variables: own = [] } = spec;
  const failed = (message: string): Denial[] => (failurePolicy === 'Ignore' ? [] : [{ message, reason: defaultReason }]);
  const met = meetsConditions(matchConditions, variables);
  if (typeof met === 'object') {
    return failed(met.error);
  }
  if (!met) {
    return [];
  }
  const all = { ...variables, variables: composed(own, variables) };
  const { authorizer: _unavailable, ...withoutAuthorizer } = variables;
  const forMessages = { ...withoutAuthorizer, variables: composed(own, withoutAuthorizer) };
  return validations.flatMap((validation) => {
    const evaluation = evaluate(validation.expression, all);
    if ('error' in evaluation) {
      return failed(evaluation.error);
    }
    return evaluation.value === true ? [] : [{ message: messageOf(validation, forMessages), reason: validation.reason ?? defaultReason }];
  });
}

/** The policy's own variables: each evaluated when it is first asked for, and able to use those before it. */
function composed(own: readonly Variable[], variables: Variables): object {
  const result = {};
  for (const { name, expression } of own) {
    const resolved = once(() => compile(expression).resolve({ ...variables, variables: result }));
    Object.defineProperty(result, name, { enumerable: true, get: () => named(name, resolved) });
  }
  return result;
}

function named(name: string, resolved: () => unknown): unknown {
  try {
    return resolved();
  } catch (error) {
    throw error instanceof CelError ? new CelError(`composited variable "${name}" fails to evaluate: ${error.message}`) : error;
  }
}

/** Remembers what comes out, or is thrown. */
function once(work: () => unknown): () => unknown {
  let outcome: { value: unknown } | { error: unknown } | undefined;
  return () => {
    outcome ??= attempt(work);
    if ('error' in outcome) {
      throw outcome.error;
    }
    return outcome.value;
  };
}

function attempt(work: () => unknown): { value: unknown } | { error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

function messageOf({ expression, message = '', messageExpression }: Validation, variables: Variables): string {
  const evaluation = messageExpression === undefined ? undefined : evaluate(messageExpression, variables);
  const evaluated = evaluation !== undefined && 'value' in evaluation && typeof evaluation.value === 'string' ? evaluation.value.trim() : '';
  if (evaluated !== '' && !evaluated.includes('\n') && Buffer.byteLength(evaluated) <= longestMessage) {
    return evaluated;
  }
  return message.trim() === '' ? `failed expression: ${expression.trim()}` : message.trim();
}
