import { nearestWord } from '../../shared/nearest-word.ts';
import type { StatusCause } from '../../shared/simulator/api-server/api-status.ts';
import { denied } from '../../shared/validation/problem.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { segmentsOf, valueAt } from './field-path.ts';

/** A rule's own sentence says all; it is no list of what could stand there. */
export interface SchemaProblem extends Problem {
  readonly message?: string;
}

/** What the API server would say about a field, in the words of our own checks. */
export function problemOfCause({ field = '', message }: StatusCause, object: unknown): SchemaProblem {
  const path = field.replace(/^<nil>$/, '');
  const value = valueAt(object, segmentsOf(path));
  const says = plainMessage(message, path);
  const listed = /^Unsupported value: .*?: supported values: (.*)$/s.exec(message)?.[1];
  if (listed !== undefined) {
    return oneOf({ path, value, known: listed.split(', ').map((each) => each.replaceAll('"', '')) });
  }
  const expected = expectedOf(says);
  return expected === undefined ? { ...denied({ path, value, expected: says }), message: says } : denied({ path, value, expected });
}

function oneOf({ path, value, known }: { path: string; value: unknown; known: readonly string[] }): Problem {
  const near = typeof value === 'string' ? nearestWord(value, known) : undefined;
  const words = known.filter((word) => word !== '');
  return denied({ path, value, expected: words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`, suggestion: near === undefined ? undefined : `did you mean ${near}?` });
}

/** Without the value, which we show ourselves, and without the path told twice. */
function plainMessage(message: string, path: string): string {
  const rest = message.replace(/^Invalid value: (?:(?:"(?:[^"\\]|\\.)*"|-?[\d.e+-]+|true|false|null|\{.*?\}|\[.*?\]): )?/s, '');
  return rest.replace(`${path} in body `, '').trim();
}

const forms: readonly (readonly [form: RegExp, expected: (found: string) => string])[] = [
  [/^must be of type (\w+)/, (type) => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`],
  [/^should match '(.*)'$/s, (pattern) => `a value that matches ${pattern}`],
  [/^should be (.*)$/, (what) => `a value that is ${what}`],
  [/^should have (.*)$/, (what) => `a value that has ${what}`],
  [/^expected (.*)$/s, (what) => what],
  [/^Required value(?:: (.*))?$/, (what) => (what === '' ? 'a value' : what)],
  [/^Too (?:long|many): .*?((?:may|must) .*)$/, (what) => `a value that ${what}`],
];

function expectedOf(says: string): string | undefined {
  for (const [form, expected] of forms) {
    const found = form.exec(says);
    if (found !== null) {
      return expected(found[1] ?? '');
    }
  }
  return undefined;
}
