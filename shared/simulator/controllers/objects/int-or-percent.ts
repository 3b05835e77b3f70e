/** A number, or a share of a whole as `25%`. */
export type IntOrPercent = number | string;

/** How many that are of a whole. @throws Error where it is neither a number nor a percentage */
export function amountOf(value: IntOrPercent, whole: number, rounding: 'up' | 'down'): number {
  if (typeof value === 'number') {
    return value;
  }
  const [, percent] = /^(\d+)%$/.exec(value) ?? [];
  if (percent === undefined) {
    throw new Error(`"${value}" is neither a number nor a percentage`);
  }
  const exact = (Number(percent) * whole) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
