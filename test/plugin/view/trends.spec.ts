import { expect } from 'chai';
import { noTrends, withSamples } from '../../../plugin/view/trends.ts';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';

describe('plugin/view/trends.ts', () => {
  const view = (value: number | undefined, at: string, startedAt = noon) =>
    canaryView(aCanary().withStatus({ startedAt, checks: [{ name: 'errors', verdict: value === undefined ? 'unknown' : 'passed', at, ...(value === undefined ? {} : { value }) }] }).build());
  const valuesOf = (...views: ReturnType<typeof view>[]) => views.reduce(withSamples, noTrends).samples.get('errors')?.map(({ value }) => value);

  it('takes each measurement once, however often it is looked at', () => {
    expect(valuesOf(view(1, afterNoon(1)), view(1, afterNoon(1)), view(1, afterNoon(2)), view(undefined, afterNoon(3)))).to.deep.equal([1, 1, undefined]);
  });

  it('begins anew with the next rollout', () => {
    expect(valuesOf(view(1, afterNoon(1)), view(2, afterNoon(70), afterNoon(60)))).to.deep.equal([2]);
  });
});
