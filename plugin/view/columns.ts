import Table from 'cli-table3';
import { printable } from './printable.ts';
import { cut } from './width.ts';

const noBorders = {
  'top': '', 'top-mid': '', 'top-left': '', 'top-right': '', 'bottom': '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  'left': '', 'left-mid': '', 'mid': '', 'mid-mid': '', 'right': '', 'right-mid': '', 'middle': '   ',
};

/** Rows under a heading, as kubectl prints them: three spaces between columns, no borders. Lines longer than `width` are cut. */
export function columns(heading: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const table = new Table({ head: [...heading], chars: noBorders, style: { 'padding-left': 0, 'padding-right': 0, 'head': [], 'border': [] } });
  table.push(...rows.map((row) => row.map(printable)));
  return table.toString().split('\n').map((line) => cut(line.trimEnd(), width));
}
