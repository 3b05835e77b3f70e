/** Where things are in a plot: values and times to points. Pure. */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Maps a range onto another one; a range of no length to its middle. */
export function scale({ from, to }: Range, onto: Range): (value: number) => number {
  return (value) => (to === from ? (onto.from + onto.to) / 2 : onto.from + ((value - from) / (to - from)) * (onto.to - onto.from));
}

/** A range that has all values, and a little room around them; never of no length. */
export function rangeOf(values: readonly number[], { atLeast = 0, floor = -Infinity, ceiling = Infinity } = {}): Range {
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.15, atLeast, Math.abs(high) * 0.02, 1e-9);
  return { from: Math.max(floor, low - room), to: Math.min(ceiling, high + room) };
}

/** Round numbers within a range, about so many. */
export function ticks({ from, to }: Range, about: number): number[] {
  const step = roundUp((to - from) / Math.max(1, about));
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function roundUp(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 5, 10].find((each) => each * power >= step) ?? 10) * power;
}

/** The path of a line through points. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The path of what stays as it is until the next point, up to `end`. */
export function stepPath(points: readonly (readonly [x: number, y: number])[], end: number): string {
  const [first, ...rest] = points;
  return first === undefined ? '' : `M${first[0].toFixed(1)} ${first[1].toFixed(1)}${rest.map(([x, y]) => `H${x.toFixed(1)}V${y.toFixed(1)}`).join('')}H${end.toFixed(1)}`;
}
