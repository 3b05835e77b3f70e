import { nearestWord } from '../nearest-word.ts';

/** One thing that is wrong with an object of ours, or may be. */
export interface Problem {
  /** e.g. `spec.analysis.metrics[0].name` */
  readonly path: string;
  /** What stands there; undefined where nothing does. */
  readonly value: unknown;
  /** What could stand there, as it goes on after "expected". */
  readonly expected: string;
  /** What to do about it. */
  readonly suggestion?: string | undefined;
  /** What is wrong is denied; what may become right later, or is only without effect, is a warning. */
  readonly severity: 'denied' | 'warning';
}

type Finding = Omit<Problem, 'severity'>;

const longestValue = 60;

/** A problem that keeps the object out. */
export function denied(finding: Finding): Problem {
  return { ...finding, severity: 'denied' };
}

/** A problem that a person is told about. */
export function warning(finding: Finding): Problem {
  return { ...finding, severity: 'warning' };
}

/** A name that none of these is. */
export function unknownName({ path, value, known }: { path: string; value: string; known: readonly string[] }): Problem {
  const near = nearestWord(value, known);
  return denied({ path, value, expected: known.length === 1 ? String(known[0]) : `one of ${known.join(', ')}`, suggestion: near === undefined ? undefined : `did you mean ${near}?` });
}

/** A problem in one line: where, what was expected, what is there, what to do. */
export function formatProblem({ path, value, expected, suggestion }: Problem): string {
  return `${path}: expected ${expected}, got ${shown(value)}${suggestion === undefined ? '' : `; ${suggestion}`}`;
}

function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}...` : text;
}
