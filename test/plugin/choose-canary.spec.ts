import { expect } from 'chai';
import { chooseCanary } from '../../plugin/choose-canary.ts';
import { describeFailure } from '../../shared/errors.ts';
import { aCanary } from '../builders/a-canary.ts';
import { fakeKube } from '../builders/fake-kube.ts';

describe('plugin/choose-canary.ts', () => {
  const kube = fakeKube(aCanary().build(), aCanary().named('backend').build(), aCanary().named('elsewhere').inNamespace('other').build());
  const failureOf = (name: string | undefined, among = kube) => chooseCanary(among, name).then(() => undefined, (error: Error) => error);

  it('finds the one of that name', async () => {
    expect((await chooseCanary(kube, 'podinfo')).metadata.name).to.equal('podinfo');
  });

  const cases: [typed: string | undefined, outcome: string, expected: string][] = [
    [undefined, 'usage', 'expected the name of a canary, got none; namespace test has podinfo, backend'],
    ['podinf', 'notFound', 'canary podinf does not exist in namespace test; did you mean podinfo?'],
    ['frontend', 'notFound', 'canary frontend does not exist in namespace test; namespace test has podinfo, backend'],
    ['elsewhere', 'notFound', 'canary elsewhere does not exist in namespace test; namespace test has podinfo, backend'],
  ];
  for (const [typed, outcome, expected] of cases) {
    it(`lists the candidates for ${typed ?? 'no name'}`, async () => {
      const failure = await failureOf(typed);
      expect(describeFailure(failure)).to.equal(expected);
      expect(failure).to.have.property('outcome', outcome);
    });
  }

  it('says where to look in a namespace that has none', async () => {
    expect(describeFailure(await failureOf('podinfo', fakeKube()))).to.equal('canary podinfo does not exist in namespace test; namespace test has none: choose another with -n, or see "kubectl canary list -A"');
  });
});
