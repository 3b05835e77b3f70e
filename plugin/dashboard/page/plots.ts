/** Plots over time, drawn by hand: the share of the traffic, and what each check has measured. The numbers stand below, as a table. */
import { h, svg } from './element.ts';
import { linePath, rangeOf, scale, stepPath, ticks } from './scale.ts';
import type { Box, Range } from './scale.ts';
import type { Series, ShownCanary } from './shown.ts';
import { number, timeOfDay } from './words.ts';

const size = { width: 340, height: 170 };
const box: Box = { left: 40, right: 334, top: 14, bottom: 144 };
const shortestMs = 20_000;

/** The traffic of the rollout that is under way, or of the last one, and one plot per check. */
export function plots(canary: ShownCanary, now: number): HTMLElement | undefined {
  const measured = canary.series.filter(({ points }) => points.length > 0);
  const times = timesOf(canary, now);
  const weights = weightsOf(canary, times);
  if (weights.length === 0 && measured.length === 0) {
    return undefined;
  }
  return h('section', { 'aria-labelledby': 'plots-title' },
    h('h2', { id: 'plots-title' }, 'Over time'),
    h('div', { class: 'plots' }, weights.length === 0 ? undefined : weightPlot(weights, times), measured.map((series) => seriesPlot(series, times))));
}

function timesOf({ startedAt, finishedAt, isUnderWay, series }: ShownCanary, now: number): Range {
  const from = startedAt === undefined ? Math.min(now, ...series.flatMap(({ points }) => points.map(({ at }) => Date.parse(at)))) : Date.parse(startedAt);
  const to = isUnderWay || finishedAt === undefined ? now : Date.parse(finishedAt);
  return { from, to: Math.max(to, from + shortestMs) };
}

function weightsOf({ history, startedAt }: ShownCanary, { to }: Range): (readonly [at: number, weight: number])[] {
  return startedAt === undefined ? [] : history.filter(({ at }) => at >= startedAt && Date.parse(at) <= to).map(({ at, weight }) => [Date.parse(at), weight]);
}

function weightPlot(weights: readonly (readonly [number, number])[], times: Range): HTMLElement {
  const [x, y] = [scale(times, { from: box.left, to: box.right }), scale({ from: 0, to: 100 }, { from: box.bottom, to: box.top })];
  const path = stepPath(weights.map(([at, weight]) => [x(at), y(weight)]), x(times.to));
  const last = weights.at(-1)![1];
  return figure({
    id: 'weight', title: 'Traffic on the canary', now: `${number(last)} %`, says: `${number(last)} percent at last, ${number(Math.max(...weights.map(([, weight]) => weight)))} percent at most`,
    drawing: [axes(times, { from: 0, to: 100 }, { x, y }, '%'), svg('path', { class: 'area', d: `${path}V${box.bottom}H${x(weights[0]![0]).toFixed(1)}Z` }), svg('path', { class: 'line', d: path })],
    rows: weights.map(([at, weight]) => [timeOfDay(at), `${number(weight)} %`]),
  });
}

function seriesPlot({ name, unit, min, max, points }: Series, times: Range): HTMLElement {
  const limits = [min, max].filter((limit) => limit !== undefined);
  const isPercent = unit === '%';
  const values = rangeOf([...points.map(({ value }) => value), ...limits], isPercent ? { atLeast: 0.5, floor: 0, ceiling: 100.5 } : { floor: 0 });
  const [x, y] = [scale(times, { from: box.left, to: box.right }), scale(values, { from: box.bottom, to: box.top })];
  const placed = points.map(({ at, value, verdict }) => ({ x: x(Date.parse(at)), y: y(value), verdict }));
  const last = points.at(-1)!;
  const said = [min === undefined ? '' : `at least ${number(min)}`, max === undefined ? '' : `at most ${number(max)}`].filter(Boolean).join(', ');
  return figure({
    id: `check-${name}`, title: name, now: `${number(last.value)} ${unit}`, says: `${number(last.value)} ${unit} at last, which has ${last.verdict}; expected ${said || 'any value'}`,
    drawing: [
      axes(times, values, { x, y }, unit),
      limitLine(min, '≥', y), limitLine(max, '≤', y),
      svg('path', { class: 'line', d: linePath(placed.map((point) => [point.x, point.y])) }),
      placed.map((point) => mark(point)),
    ],
    rows: points.map(({ at, value, verdict }) => [timeOfDay(at), `${number(value)} ${unit}`, verdict]),
  });
}

/** What is expected, as a line with its words above. */
function limitLine(limit: number | undefined, sign: '≥' | '≤', y: (value: number) => number): SVGElement[] {
  return limit === undefined ? [] : [
    svg('line', { class: 'limit', x1: box.left, x2: box.right, y1: y(limit), y2: y(limit) }),
    svg('text', { class: 'limit-label', x: box.right, y: y(limit) - 5, 'text-anchor': 'end' }, `${sign} ${number(limit)}`),
  ];
}

/** Failed ones have another shape, not only another colour. */
function mark({ x, y, verdict }: { x: number; y: number; verdict: string }): SVGElement {
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  return verdict === 'failed' ? svg('path', { class: 'mark failed', transform: place, d: 'M-4 -4L4 4M4 -4L-4 4' }) : svg('circle', { class: `mark ${verdict}`, transform: place, r: 3 });
}

function axes(times: Range, values: Range, { x, y }: { x(time: number): number; y(value: number): number }, unit: string): SVGElement {
  const moments = [times.from, (times.from + times.to) / 2, times.to];
  return svg('g', { class: 'axes' },
    ticks(values, 4).map((value) => [
      svg('line', { x1: box.left, x2: box.right, y1: y(value), y2: y(value) }),
      svg('text', { x: box.left - 6, y: y(value) + 3.5, 'text-anchor': 'end' }, `${number(value)}${unit === '%' ? '%' : ''}`),
    ]),
    moments.map((time, index) => svg('text', { x: x(time), y: box.bottom + 17, 'text-anchor': (['start', 'middle', 'end'] as const)[index] }, timeOfDay(time))));
}

interface Figure {
  readonly id: string;
  readonly title: string;
  readonly now: string;
  /** What the drawing shows, in words. */
  readonly says: string;
  readonly drawing: (SVGElement | SVGElement[])[];
  readonly rows: readonly (readonly string[])[];
}

function figure({ id, title, now, says, drawing, rows }: Figure): HTMLElement {
  return h('figure', { class: 'plot', id: `plot-${id}` },
    h('figcaption', {}, h('span', {}, title), h('strong', {}, now)),
    svg('svg', { viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': `${title} over time: ${says}` }, drawing),
    h('details', {}, h('summary', {}, `Numbers of ${title}`), h('table', {}, h('tbody', {}, rows.toReversed().map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell))))))));
}
