import type { Canary } from '../../shared/api/canary.ts';
import type { Page } from '../view/format.ts';
import { renderLine, span } from '../view/line.ts';
import { phaseTone } from '../view/parts/history-log.ts';
import type { Explanation } from './explanation.ts';
import { titleOf } from './standing.ts';

/** For people: name and phase, then a sentence in each line, then what to type. Nothing is cut: these lines are there to be read and copied. */
export function explanationLines(canary: Canary, { sentences, next }: Explanation, { paint }: Pick<Page, 'paint'>): string[] {
  const phase = canary.status?.phase || 'New';
  const [first = '', ...others] = sentences;
  const lines = [
    [span(titleOf(canary), 'strong'), span(' '), span(phase, phaseTone(phase)), span(`: ${first}`)],
    ...others.map((sentence) => [span(sentence)]),
    ...next.map(({ to, command }) => [span(`to ${to}: `, 'dim'), span(command, 'accent')]),
  ];
  return lines.map((line) => renderLine(line, { paint }));
}

/** For programs. */
export function explanationData(canary: Canary, { sentences, next }: Explanation): object {
  return { name: canary.metadata.name, namespace: canary.metadata.namespace, phase: canary.status?.phase ?? '', because: sentences, next };
}
