import { expect } from 'chai';
import { seriesTest } from '../../../shared/metrics/matcher.ts';
import type { Matcher } from '../../../shared/metrics/observer.ts';

describe('shared/metrics/matcher.ts', () => {
  const cases: [matcher: Matcher, labels: Record<string, string>, matches: boolean][] = [
    [{ label: 'a', operator: '=', value: 'x.' }, { a: 'x.' }, true],
    [{ label: 'a', operator: '=', value: 'x.' }, { a: 'xy' }, false],
    [{ label: 'a', operator: '!=', value: 'x' }, { a: 'y' }, true],
    [{ label: 'a', operator: '=~', value: '5..' }, { a: '503' }, true],
    [{ label: 'a', operator: '=~', value: '5..' }, { a: '1503' }, false],
    [{ label: 'a', operator: '=~', value: 'a|b' }, { a: 'bc' }, false],
    [{ label: 'a', operator: '!~', value: '5..' }, { a: '200' }, true],
    [{ label: 'a', operator: '!~', value: '5..' }, { a: '500' }, false],
    [{ label: 'a', operator: '!~', value: '5..' }, {}, true],
    [{ label: 'a', operator: '=', value: '' }, {}, true],
  ];
  for (const [matcher, labels, matches] of cases) {
    it(`${matcher.label}${matcher.operator}"${matcher.value}" ${matches ? 'matches' : 'does not match'} ${JSON.stringify(labels)}`, () => {
      expect(seriesTest([matcher])(labels)).to.equal(matches);
    });
  }

  it('wants all matchers to match', () => {
    const test = seriesTest([{ label: 'a', operator: '=', value: '1' }, { label: 'b', operator: '=', value: '2' }]);
    expect(test({ a: '1', b: '2' })).to.equal(true);
    expect(test({ a: '1', b: '3' })).to.equal(false);
  });
});
