import { column, span } from '../line.ts';
import type { Line, Span } from '../line.ts';
import type { CanaryView, CheckView } from '../canary-view.ts';
import type { Trends } from '../trends.ts';
import { widthOf } from '../width.ts';
import { sparkline } from './sparkline.ts';

export const verdictMarks: Record<CheckView['verdict'], Span> = { passed: span('✔', 'good'), failed: span('✖', 'bad'), unknown: span('?', 'warn') };

const longestSparkline = 16;
const widestName = 32;

/** What was measured last against what was asked for, and, where it is watched, how that went; for those that did not pass, why. */
export function checksTable({ checks, failedChecks, unknownChecks, isUnderWay }: Pick<CanaryView, 'checks' | 'failedChecks' | 'unknownChecks' | 'isUnderWay'>, trends?: Trends): Line[] {
  const nameWidth = Math.max(4, ...checks.map(({ name }) => Math.min(widestName, widthOf(name))));
  const valueWidth = Math.max(5, ...checks.map(({ value }) => widthOf(value)));
  const expectedWidth = Math.max(8, ...checks.map(({ expected }) => widthOf(expected)));
  const samplesOf = (name: string) => trends?.samples.get(name) ?? [];
  const trendWidth = Math.min(longestSparkline, Math.max(0, ...checks.map(({ name }) => samplesOf(name).length)));
  return [
    [span('checks', 'strong'), span(`  ${tally({ failedChecks, isUnderWay })}`, failedChecks.count > 0 ? 'warn' : 'dim'), span(unknownChecks > 0 ? `, ${unknownChecks} could not be found out` : '', 'warn')],
    ...checks.map((check) => [
      span('  '), verdictMarks[check.verdict], span(' '),
      column(check.name, nameWidth + 2), column(check.value, valueWidth + 2, 'strong'), column(check.expected, expectedWidth + 2),
      ...(trendWidth > 1 ? [...sparkline(samplesOf(check.name), trendWidth), span('  ')] : []),
      span(check.verdict === 'passed' ? '' : check.message, check.verdict === 'failed' ? 'bad' : 'warn'),
    ]),
  ];
}

/** How many more failures are borne. */
function tally({ failedChecks: { count, limit }, isUnderWay }: Pick<CanaryView, 'failedChecks' | 'isUnderWay'>): string {
  const left = limit - count;
  return isUnderWay && left > 0 ? `${count} failed, ${left}${count > 0 ? ' more' : ''} will end it` : `${count} failed so far, ${limit} end it`;
}
