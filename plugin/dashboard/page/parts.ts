/** The tables and lists of one canary. A part that has nothing to show is left out. */
import { h } from './element.ts';
import type { ShownCanary, ShownDetails } from './shown.ts';
import { ago, number, timeOfDay } from './words.ts';

/** The last value of each check, and how many checks have failed. */
export function checksTable({ checks, failedChecks, unknownChecks }: ShownCanary): HTMLElement | undefined {
  const unknown = unknownChecks === 0 ? '' : `, ${unknownChecks} could not be found out`;
  const counts = `${failedChecks.count} of ${failedChecks.limit} failed checks that end the rollout${unknown}`;
  return checks.length === 0 ? undefined : section('checks', 'Checks', h('p', { class: 'dim' }, counts), table(['Check', 'Verdict', 'Value', 'Expected', 'Message'], checks.map(({ name, verdict, value, expected, message }) => [
    name, h('span', { class: `verdict ${verdict}` }, verdict), value, expected, message,
  ])));
}

/** The gates of this rollout. */
export function gatesTable({ gates }: ShownCanary): HTMLElement | undefined {
  return gates.length === 0 ? undefined : section('gates', 'Gates', table(['Gate', 'Type', 'State', 'Message'], gates.map(({ name, type, state, message }) => [name, type, state, message])));
}

const shownAtOnce = 10;

/** What happened, newest first. */
export function timeline({ history }: ShownCanary): HTMLElement | undefined {
  const list = (entries: ShownCanary['history']) => h('ol', { class: 'timeline' }, entries.map(({ at, phase, weight, because }) => h('li', {},
    h('time', { datetime: at }, timeOfDay(at)), h('span', { class: 'phase' }, phase), h('span', { class: 'weight' }, `${number(weight)} %`), h('span', {}, because))));
  return history.length === 0 ? undefined : section('timeline', 'Timeline', ...newestFirst(history.toReversed(), list));
}

/** The newest, and the rest for who asks for them. */
function newestFirst<T>(entries: readonly T[], list: (entries: readonly T[]) => HTMLElement): HTMLElement[] {
  const [newest, earlier] = [entries.slice(0, shownAtOnce), entries.slice(shownAtOnce)];
  return [list(newest), ...(earlier.length === 0 ? [] : [h('details', { class: 'earlier' }, h('summary', {}, `${earlier.length} earlier`), list(earlier))])];
}

/** The difference of the templates, as `kubectl canary diff` has it. */
export function diffPart({ diff, diffProblem }: ShownDetails, target: string): HTMLElement | undefined {
  if (diff.length === 0 && diffProblem === undefined) {
    return undefined;
  }
  const lines = diff.map((line) => h('span', { class: lineClass(line) }, `${line}\n`));
  return section('diff', 'Change', diffProblem === undefined ? h('pre', { tabindex: 0, role: 'region', 'aria-label': `Change of ${target}` }, lines) : h('p', {}, diffProblem));
}

function lineClass(line: string): string | undefined {
  const isTitle = line.startsWith('+++') || line.startsWith('---');
  return isTitle ? 'title' : ({ '+': 'added', '-': 'removed', '@': 'place' } as Record<string, string>)[line[0] ?? ''];
}

/** Kubernetes' Events about it. */
export function eventsTable({ events }: ShownCanary, now: number): HTMLElement | undefined {
  const list = (some: ShownCanary['events']) => table(['Age', 'Type', 'Reason', 'Message'], some.map(({ at, type, reason, message, count }) => [
    h('time', { datetime: at }, ago(at, now)), h('span', { class: type === 'Warning' ? 'verdict failed' : undefined }, type), reason, count > 1 ? `${message} (${count} times)` : message,
  ]));
  return events.length === 0 ? undefined : section('events', 'Events', ...newestFirst(events, list));
}

const resultTones: Readonly<Record<string, string>> = { promoted: 'passed', rolledBack: 'failed', underWay: '' };

/** The rollouts that are remembered. */
export function rolloutsTable({ rollouts }: ShownDetails): HTMLElement | undefined {
  return rollouts.length === 0 ? undefined : section('rollouts', 'Rollouts', table(['Started', 'Duration', 'Result', 'Change', 'By', 'Because'], rollouts.map(({ startedAt, duration, result, change, startedBy, command, because }) => [
    h('time', { datetime: startedAt }, new Date(startedAt).toLocaleString()), duration, h('span', { class: `verdict ${resultTones[result] ?? 'unknown'}` }, words(result)), change,
    [startedBy ?? '', command === undefined ? '' : `${command.verb} by ${command.by}`].filter(Boolean).join('; '), because ?? '',
  ])));
}

/** `rolled back` of `rolledBack`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function section(id: string, title: string, ...children: (HTMLElement | undefined)[]): HTMLElement {
  return h('section', { 'aria-labelledby': `${id}-title`, id }, h('h2', { id: `${id}-title` }, title), ...children);
}

function table(columns: readonly string[], rows: readonly (readonly (string | HTMLElement)[])[]): HTMLElement {
  return h('div', { class: 'scroll' }, h('table', {},
    h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, index) => (index === 0 ? h('th', { scope: 'row' }, cell) : h('td', { class: index === cells.length - 1 ? 'text' : undefined }, cell))))))));
}
