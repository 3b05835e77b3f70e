import { column, span } from '../line.ts';
import type { Line, Span } from '../line.ts';
import type { CanaryView, CheckView } from '../canary-view.ts';

export const verdictMarks: Record<CheckView['verdict'], Span> = { passed: span('✔', 'good'), failed: span('✖', 'bad'), unknown: span('?', 'warn') };

/** What was measured last against what was asked for; for those that did not pass, why. */
export function checksTable({ checks, failedChecks, unknownChecks }: Pick<CanaryView, 'checks' | 'failedChecks' | 'unknownChecks'>): Line[] {
  const nameWidth = Math.max(4, ...checks.map(({ name }) => Math.min(32, name.length)));
  const valueWidth = Math.max(5, ...checks.map(({ value }) => value.length));
  const expectedWidth = Math.max(8, ...checks.map(({ expected }) => expected.length));
  const unknown = unknownChecks > 0 ? `, ${unknownChecks} could not be found out` : '';
  return [
    [span('checks', 'strong'), span(`  ${failedChecks.count} failed so far, ${failedChecks.limit} end it${unknown}`, failedChecks.count > 0 ? 'warn' : 'dim')],
    ...checks.map((check) => [
      span('  '), verdictMarks[check.verdict], span(' '),
      column(check.name, nameWidth + 2), column(check.value, valueWidth + 2, 'strong'), column(check.expected, expectedWidth + 2),
      span(check.verdict === 'passed' ? '' : check.message, check.verdict === 'failed' ? 'bad' : 'warn'),
    ]),
  ];
}
