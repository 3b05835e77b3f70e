/** How much of the traffic goes where, in percent; always sums to 100. */
export interface Weights {
  readonly primary: number;
  readonly canary: number;
}

/** The weights that give the canary this share. @throws RangeError outside 0..100 or between whole numbers. */
export function weightsFor(canary: number): Weights {
  if (!Number.isInteger(canary) || canary < 0 || canary > 100) {
    throw new RangeError(`a weight is a whole number from 0 to 100, not ${canary}`);
  }
  return { primary: 100 - canary, canary };
}

export const allToStable = weightsFor(0);

/** Whether both send the same share to the canary. */
export function sameWeights(a: Weights, b: Weights): boolean {
  return a.primary === b.primary && a.canary === b.canary;
}
