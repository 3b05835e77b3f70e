/** One bucket of a histogram: how many observations were at most this large. The last one's bound is Infinity. */
export interface Bucket {
  readonly upperBound: number;
  readonly count: number;
}

/**
 * The value that this share (0..1) of the observations does not exceed, as Prometheus' histogram_quantile estimates it: straight between
 * the bounds of the bucket it falls into, from 0 in the lowest; the largest finite bound where it falls beyond. NaN where there are no
 * observations, or no bucket up to Infinity.
 */
export function histogramQuantile(share: number, unordered: readonly Bucket[]): number {
  const buckets = cumulative(unordered);
  const last = buckets.at(-1);
  if (last?.upperBound !== Infinity || buckets.length < 2 || last.count === 0) {
    return NaN;
  }
  const rank = share * last.count;
  const finite = buckets.slice(0, -1);
  const index = finite.findIndex(({ count }) => count >= rank);
  const bucket = finite[index];
  if (bucket === undefined) {
    return finite.at(-1)?.upperBound ?? NaN;
  }
  const below = finite[index - 1];
  if (below === undefined && bucket.upperBound <= 0) {
    return bucket.upperBound;
  }
  const { upperBound: start, count: before } = below ?? { upperBound: 0, count: 0 };
  return start + (bucket.upperBound - start) * ((rank - before) / (bucket.count - before));
}

/** In order of their bounds, and never falling: readings of several pods are not of one instant. */
function cumulative(buckets: readonly Bucket[]): Bucket[] {
  let most = 0;
  return [...buckets]
    .sort((a, b) => a.upperBound - b.upperBound)
    .map(({ upperBound, count }) => ({ upperBound, count: (most = Math.max(most, count)) }));
}
