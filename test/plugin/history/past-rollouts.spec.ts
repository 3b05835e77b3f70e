import { expect } from 'chai';
import { pastRollouts } from '../../../plugin/history/past-rollouts.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';

describe('plugin/history/past-rollouts.ts', () => {
  const now = new Date(afterNoon(100));
  const first = { startedAt: noon, endedAt: afterNoon(60), result: 'promoted', because: 'podinfo.test is promoted', template: 'two', stable: 'one', images: { app: 'podinfo:2' }, startedBy: 'jane', drivenBy: 'joe' };
  const second = { startedAt: afterNoon(90), template: 'three', stable: 'two', images: { app: 'podinfo:3' }, startedBy: 'jane' };
  const of = (...rollouts: object[]) => pastRollouts(aCanary().withStatus({ rollouts }).build(), { images: new Map([['one', { app: 'podinfo:1' }]]), now });

  it('knows what each took the place of: from Kubernetes, or from the rollout that brought it', () => {
    expect(of(first, second).map(({ from, to }) => [from?.['app'], to?.['app']])).to.deep.equal([['podinfo:1', 'podinfo:2'], ['podinfo:2', 'podinfo:3']]);
    expect(of(second)[0]?.from).to.equal(undefined);
  });

  it('counts to its end, or to now where it is under way', () => {
    expect(of(first, second).map(({ seconds, result }) => [seconds, result])).to.deep.equal([[60, 'promoted'], [10, 'underWay']]);
  });

  it('says who began, drove and ended it', () => {
    const command = { verb: 'promote', by: 'amy', at: noon };
    expect(of({ ...first, command })[0]).to.deep.include({ startedBy: 'jane', drivenBy: 'joe', command: { verb: 'promote', by: 'amy' } });
  });

  it('has none of a Canary that nobody drove yet', () => expect(pastRollouts(aCanary().build(), { images: new Map(), now })).to.deep.equal([]));
});
