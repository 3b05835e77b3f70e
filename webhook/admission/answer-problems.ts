import { formatProblem } from '../../shared/validation/problem.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import type { Answer } from '../handlers/handler.ts';
import { allowed, invalid } from './response.ts';

/** What is wrong is denied, all of it at once; what may become right later is said and let through. */
export function answerProblems(problems: readonly Problem[]): Answer {
  const linesOf = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).map(formatProblem);
  const wrong = linesOf('denied');
  const warnings = linesOf('warning');
  if (wrong.length === 0) {
    return { response: allowed(warnings), verdict: 'allowed' };
  }
  const why = wrong.length === 1 ? String(wrong[0]) : [`${wrong.length} problems:`, ...wrong].join('\n- ');
  return { response: invalid(why, warnings), verdict: 'denied' };
}
