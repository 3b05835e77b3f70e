/** A line through measurements over time, in braille: two dots by four in each letter. Pure. */
import { span } from '../line.ts';
import type { Line } from '../line.ts';
import type { Sample } from '../trends.ts';

export interface PlotOptions {
  readonly width: number;
  readonly height: number;
  /** Limits, drawn where there are any. */
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The dots of a braille letter by column and row, as Unicode numbers them. */
const dots = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]] as const;
const emptyCell = 0x2800;
const axisWidth = 9;

/** So many lines: the plot, and on its left the largest and the smallest value. */
export function plot(samples: readonly Sample[], { width, height, min, max }: PlotOptions): Line[] {
  const points = samples.flatMap(({ at, value }) => (value === undefined ? [] : [{ at: at.getTime(), value }]));
  const limits = [min, max].filter((limit) => limit !== undefined);
  const values = [...points.map(({ value }) => value), ...limits];
  if (points.length === 0) {
    return [[span('  nothing was measured while it is watched', 'dim')]];
  }
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const columns = Math.max(1, width - axisWidth);
  const rowOf = (value: number) => (most === least ? height * 2 : Math.round((1 - (value - least) / (most - least)) * (height * 4 - 1)));
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  const columnOf = (at: number) => (last === first ? 0 : Math.round(((at - first) / (last - first)) * (columns * 2 - 1)));
  const line = drawn(points.map(({ at, value }) => ({ x: columnOf(at), y: rowOf(value) })), { columns, rows: height });
  const limitRows = new Set(limits.map((limit) => Math.floor(rowOf(limit) / 4)));
  return line.map((cells, row) => [span(`${axisLabel(row, { height, least, most })} `.padStart(axisWidth), 'dim'), ...cells.map((cell) => cellSpan(cell, limitRows.has(row)))]);
}

function axisLabel(row: number, { height, least, most }: { height: number; least: number; most: number }): string {
  if (row === 0) {
    return shortNumber(most);
  }
  return row === height - 1 && least !== most ? shortNumber(least) : '';
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function cellSpan(cell: number, isLimit: boolean) {
  return cell === emptyCell ? span(isLimit ? '┄' : ' ', 'dim') : span(String.fromCodePoint(cell), 'accent');
}

/** Braille cells, row by row, with each point joined to the next. */
function drawn(points: readonly { x: number; y: number }[], { columns, rows }: { columns: number; rows: number }): number[][] {
  const cells = Array.from({ length: rows }, () => Array<number>(columns).fill(emptyCell));
  const dot = (x: number, y: number) => {
    const row = cells[Math.min(rows - 1, Math.floor(y / 4))]!;
    const column = Math.min(columns - 1, Math.floor(x / 2));
    row[column] = row[column]! | dots[x % 2 === 0 ? 0 : 1][(y % 4) as 0 | 1 | 2 | 3];
  };
  points.forEach((point, index) => {
    const next = points[index + 1] ?? point;
    const steps = Math.max(1, Math.abs(next.x - point.x), Math.abs(next.y - point.y));
    for (let step = 0; step <= steps; step += 1) {
      dot(Math.round(point.x + ((next.x - point.x) * step) / steps), Math.round(point.y + ((next.y - point.y) * step) / steps));
    }
  });
  return cells;
}
