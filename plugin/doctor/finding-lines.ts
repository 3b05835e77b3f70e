import type { Paint, Span } from '../view/line.ts';
import { renderLine, span } from '../view/line.ts';
import type { Finding, Severity } from './finding.ts';

const marks: Record<Severity, Span> = { ok: span('✔', 'good'), warning: span('!', 'warn'), error: span('✖', 'bad') };

export interface Report {
  readonly findings: readonly Finding[];
  /** What was looked at, in order: `cluster` and the names of Canaries. */
  readonly subjects: readonly string[];
  /** Of Canaries, only what is not in order is told one by one. */
  readonly isBrief: boolean;
}

/** Below the name of each subject a line for each thing that was looked at, and what to do about it. Nothing is cut: it is there to be copied. */
export function reportLines(report: Report, { quiet, paint }: { quiet: boolean; paint: Paint }): string[] {
  const blocks = report.subjects.map((subject) => blockOf(report, subject, { quiet, paint })).filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function blockOf({ findings, isBrief }: Report, subject: string, { quiet, paint }: { quiet: boolean; paint: Paint }): string[] {
  const all = findings.filter(({ about }) => about === subject);
  const bad = all.filter(({ severity }) => severity !== 'ok');
  const isShort = isBrief && subject !== 'cluster';
  const shown = quiet || isShort ? bad : all;
  const summed = isShort && !quiet && bad.length === 0 ? [[marks.ok, span(` ${counted(all.length, 'thing')} looked at, all in order`)]] : [];
  if (shown.length === 0 && summed.length === 0) {
    return [];
  }
  return [[span(subject, 'strong')], ...summed, ...shown.flatMap(linesOf)].map((line) => renderLine(line, { paint }));
}

function linesOf({ severity, code, message, next }: Finding): Span[][] {
  return [[marks[severity], span(' '), span(code, 'dim'), span(` ${message}`)], ...(next === undefined ? [] : [[span('        next: ', 'dim'), span(next, 'accent')]])];
}

/** What came of it, in one line. */
export function summaryLine({ findings }: Report): string {
  const [errors, warnings] = (['error', 'warning'] as const).map((severity) => findings.filter((each) => each.severity === severity).length) as [number, number];
  const verdict = errors + warnings === 0 ? 'all in order' : [...(errors === 0 ? [] : [counted(errors, 'error')]), ...(warnings === 0 ? [] : [counted(warnings, 'warning')])].join(', ');
  return `${counted(findings.length, 'thing')} looked at: ${verdict}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** For programs. */
export function reportData({ findings }: Report, { quiet }: { quiet: boolean }): object {
  const shown = findings.filter(({ severity }) => !quiet || severity !== 'ok');
  return { findings: shown.map(({ code, severity, about, message, next, data }) => ({ code, severity, about, message, next, ...data && { data } })) };
}
