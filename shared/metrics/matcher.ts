import type { Matcher } from './observer.ts';

/** Makes the test whether a series has what all these matchers ask; a label it lacks counts as empty, as in PromQL. */
export function seriesTest(matchers: readonly Matcher[]): (labels: Readonly<Record<string, string>>) => boolean {
  const tests = matchers.map(labelTest);
  return (labels) => tests.every((test) => test(labels));
}

function labelTest({ label, operator, value }: Matcher): (labels: Readonly<Record<string, string>>) => boolean {
  const isPattern = operator === '=~' || operator === '!~';
  const pattern = isPattern ? new RegExp(`^(?:${value})$`, 's') : undefined;
  const isWanted = operator === '=' || operator === '=~';
  return (labels) => {
    const actual = labels[label] ?? '';
    return (pattern === undefined ? actual === value : pattern.test(actual)) === isWanted;
  };
}
