import { expect } from 'chai';
import { ago, number, span } from '../../../../plugin/dashboard/page/words.ts';

describe('plugin/dashboard/page/words.ts', () => {
  const spans: [seconds: number, text: string][] = [[-3, '0s'], [0, '0s'], [59.9, '59s'], [60, '1m'], [7199, '1h'], [86_400 * 12, '12d']];
  for (const [seconds, text] of spans) {
    it(`says ${text} for ${seconds} seconds`, () => {
      expect(span(seconds)).to.equal(text);
    });
  }

  it('says how long ago a time was, and nothing of one that is not known', () => {
    expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:05:00Z'))).to.equal('5m ago');
    expect(ago(undefined, 0)).to.equal('');
  });

  it('rounds to two decimals', () => {
    expect([99.256, 100, 0.001].map(number)).to.deep.equal(['99.26', '100', '0']);
  });
});
