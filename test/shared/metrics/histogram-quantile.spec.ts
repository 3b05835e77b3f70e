import { expect } from 'chai';
import { histogramQuantile } from '../../../shared/metrics/histogram-quantile.ts';

const buckets = (...pairs: [number, number][]) => pairs.map(([upperBound, count]) => ({ upperBound, count }));

describe('shared/metrics/histogram-quantile.ts', () => {
  // Expected values are what Prometheus 3.8 answers for the same buckets.
  const cases: [title: string, share: number, given: ReturnType<typeof buckets>, value: number][] = [
    ['interpolates within a bucket', 0.5, buckets([1, 0], [2, 100], [Infinity, 100]), 1.5],
    ['starts the lowest bucket at 0', 0.5, buckets([0.2, 100], [1, 100], [Infinity, 100]), 0.1],
    ['takes the bucket that the rank ends in', 0.99, buckets([0.1, 90], [0.3, 99], [1.2, 100], [Infinity, 100]), 0.3],
    ['goes on into the next', 0.995, buckets([0.1, 90], [0.3, 99], [1.2, 100], [Infinity, 100]), 0.75],
    ['gives the largest finite bound where it falls beyond', 0.99, buckets([0.1, 1], [5, 2], [Infinity, 100]), 5],
    ['does not go below a lowest bound that is not positive', 0.1, buckets([-1, 50], [1, 100], [Infinity, 100]), -1],
    ['evens out counts that fall', 0.5, buckets([1, 60], [2, 50], [Infinity, 100]), 50 / 60],
    ['sorts the buckets', 0.5, buckets([Infinity, 100], [2, 100], [1, 0]), 1.5],
    ['has no answer without observations', 0.99, buckets([1, 0], [Infinity, 0]), NaN],
    ['has no answer without a bucket up to infinity', 0.99, buckets([1, 1], [2, 2]), NaN],
    ['has no answer for a single bucket', 0.99, buckets([Infinity, 9]), NaN],
    ['has no answer for nothing', 0.99, [], NaN],
  ];
  for (const [title, share, given, value] of cases) {
    it(title, () => {
      const quantile = histogramQuantile(share, given);
      if (Number.isNaN(value)) {
        expect(quantile).to.be.NaN;
      } else {
        expect(quantile).to.be.closeTo(value, 1e-9);
      }
    });
  }
});
