import { expect } from 'chai';
import { withMeasurements } from '../../../plugin/dashboard/measurements.ts';
import type { Measured } from '../../../plugin/dashboard/measurements.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('plugin/dashboard/measurements.ts', () => {
  const begin = '2026-01-01T00:00:00Z';
  const measure = (before: Measured | undefined, value: number | undefined, second: number, { startedAt = begin, name = 'errors' } = {}) =>
    withMeasurements(before, aCanary().withStatus({ startedAt, checks: [{ name, value, unit: '%', max: 5, verdict: 'passed', at: `2026-01-01T00:00:${second}Z` }] }).build());
  const valuesOf = ({ series }: Measured) => series.map(({ name, points }) => [name, points.map(({ value }) => value)]);

  it('keeps each value once, oldest first', () => {
    const measured = measure(measure(measure(undefined, 1, 10), 1, 10), 2, 20);
    expect(measured.series).to.deep.equal([{
      name: 'errors', unit: '%', min: undefined, max: 5,
      points: [{ at: '2026-01-01T00:00:10Z', value: 1, verdict: 'passed' }, { at: '2026-01-01T00:00:20Z', value: 2, verdict: 'passed' }],
    }]);
  });

  it('leaves out what could not be found out', () => {
    expect(valuesOf(measure(measure(undefined, 1, 10), undefined, 20))).to.deep.equal([['errors', [1]]]);
  });

  it('begins anew with each rollout', () => {
    expect(valuesOf(measure(measure(undefined, 1, 10), 3, 30, { startedAt: '2026-01-01T00:00:25Z' }))).to.deep.equal([['errors', [3]]]);
  });

  it('keeps a check that the status has no more', () => {
    expect(valuesOf(measure(measure(undefined, 1, 10), 2, 20, { name: 'duration' }))).to.deep.equal([['duration', [2]], ['errors', [1]]]);
  });

  it('forgets the oldest before it becomes large', () => {
    let measured = measure(undefined, 0, 10);
    for (let index = 1; index < 400; index += 1) {
      measured = measure(measured, index, 10 + index);
    }
    expect(measured.series[0]?.points.length).to.equal(300);
    expect(measured.series[0]?.points.at(-1)?.value).to.equal(399);
  });
});
