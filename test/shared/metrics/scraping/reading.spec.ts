import { expect } from 'chai';
import { increase, parseMemo, renderMemo } from '../../../../shared/metrics/scraping/reading.ts';
import type { Counts, Reading } from '../../../../shared/metrics/scraping/reading.ts';

describe('shared/metrics/scraping/reading.ts', () => {
  const cases: [title: string, before: Reading, after: Reading, sums: Counts][] = [
    ['what came since', { a: { x: 1, y: 2 } }, { a: { x: 4, y: 2 } }, { x: 3, y: 0 }],
    ['all pods together', { a: { x: 1 }, b: { x: 1 } }, { a: { x: 2 }, b: { x: 3 } }, { x: 3 }],
    ['a new pod from zero', {}, { a: { x: 4 } }, { x: 4 }],
    ['a new counter from zero', { a: { x: 1 } }, { a: { x: 1, y: 3 } }, { x: 0, y: 3 }],
    ['a pod that began again from zero, all of it', { a: { x: 9, y: 1 } }, { a: { x: 2, y: 5 } }, { x: 2, y: 5 }],
    ['a pod that lost a counter from zero', { a: { x: 1, y: 1 } }, { a: { x: 2 } }, { x: 2 }],
    ['nothing of a pod that is gone', { a: { x: 9 }, b: { x: 1 } }, { b: { x: 1 } }, { x: 0 }],
    ['nothing of no pods', { a: { x: 9 } }, {}, {}],
  ];
  for (const [title, before, after, sums] of cases) {
    it(`counts ${title}`, () => {
      expect(increase(before, after)).to.deep.equal(sums);
    });
  }

  it('keeps a reading as compact JSON', () => {
    const reading = { a: { all: 3, success: 2 } };
    expect(renderMemo(reading)).to.equal('{"a":{"all":3,"success":2}}');
    expect(parseMemo(renderMemo(reading))).to.deep.equal(reading);
  });
});
