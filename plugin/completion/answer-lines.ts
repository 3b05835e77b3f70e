import { printable } from '../view/printable.ts';
import type { Proposal } from './complete.ts';

/** Bits of the last line, as kubectl and its plugins understand them. */
const noSpace = 2;
const noFiles = 4;

/** The protocol of kubectl's completion: a candidate per line, with what it is after a tab, then a colon and what the shell may do. */
export function answerLines({ candidates, files }: Proposal): string[] {
  const goesOn = candidates.length > 0 && candidates.every(({ word }) => word.endsWith('='));
  const directive = (files ? 0 : noFiles) + (goesOn ? noSpace : 0);
  return [...candidates.map(({ word, says }) => printable(word) + (says === undefined ? '' : `\t${printable(says)}`)), `:${directive}`];
}
