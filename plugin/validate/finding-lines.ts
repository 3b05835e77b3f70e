import { formatProblem } from '../../shared/validation/problem.ts';
import type { Paint } from '../view/line.ts';
import { renderLine, span } from '../view/line.ts';
import type { Finding, Verdict } from './validate-files.ts';

/** One line for each finding: file and line first, as editors and CI systems read them. */
export function findingLines({ findings }: Verdict, { paint }: { paint: Paint }): string[] {
  return findings.map((finding) => {
    const { file, line, object, severity } = finding;
    const says = severity === 'warning' ? span('warning: ', 'warn') : span('error: ', 'bad');
    return renderLine([span(`${file}:${line}: `), says, span(`${object === undefined ? '' : `${object}: `}${textOf(finding)}`)], { paint });
  });
}

function textOf(finding: Finding): string {
  const { path, message } = finding;
  return message === undefined ? formatProblem(finding) : `${path === '' || message.includes(path) ? '' : `${path}: `}${message}`;
}

/** What was looked at, and what came of it, for people. */
export function summaryLines({ checked, others, flaggers, findings }: Verdict): string[] {
  const wrong = findings.filter(({ severity }) => severity === 'denied').length;
  const warnings = findings.length - wrong;
  return [
    ...flaggers.map((title) => `note: ${title} is of Flagger's group, and not checked: with apiVersion kubectl-canary.dev/v1beta1 it is ours`),
    `${counted(checked.length, 'object')} of ours checked, among ${counted(others, 'other')}: ${wrong === 0 ? 'nothing is wrong' : counted(wrong, 'error')}${warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`}`,
  ];
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** For programs. */
export function verdictData({ checked, findings }: Verdict): object {
  return { checked, problems: findings.map(({ file, document, line, object, path, value, expected, suggestion, severity, message }) => ({ file, document, line, object, severity, path, value, expected: message ?? expected, suggestion })) };
}
