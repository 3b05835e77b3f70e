import { expect } from 'chai';
import { cut, cutBefore, fill, widthOf, wrap } from '../../../plugin/view/width.ts';

describe('plugin/view/width.ts', () => {
  const widths: [text: string, width: number][] = [['podinfo', 7], ['', 0], ['äöü€', 4], ['日本', 4], ['e\u0301', 1], ['👩‍👩‍👧', 2], ['✔ ▶ · █ … ≥ ⣿', 13]];
  for (const [text, width] of widths) {
    it(`measures "${text}" as ${width}`, () => {
      expect(widthOf(text)).to.equal(width);
    });
  }

  const cuts: [text: string, width: number, expected: string, before: string][] = [
    ['podinfo', 10, 'podinfo', 'podinfo'],
    ['podinfo', 7, 'podinfo', 'podinfo'],
    ['podinfo', 4, 'pod…', '…nfo'],
    ['podinfo', 1, '…', '…'],
    ['podinfo', 0, '', ''],
    ['äöü€', 3, 'äö…', '…ü€'],
    ['日本語', 4, '日…', '…語'],
    ['日本語', 5, '日本…', '…本語'],
  ];
  for (const [text, width, expected, before] of cuts) {
    it(`cuts "${text}" to ${width} as "${expected}", or as "${before}"`, () => {
      expect(cut(text, width)).to.equal(expected);
      expect(cutBefore(text, width)).to.equal(before);
    });
  }

  it('fills up to a width that wide letters count twice for', () => {
    expect(fill('日本', 6)).to.equal('日本  ');
    expect(fill('日本語', 4)).to.equal('日… ');
  });

  it('wraps between words, and cuts a word that is too long', () => {
    expect(wrap('promote podinfo now: unpronounceable', 12)).to.deep.equal(['promote', 'podinfo now:', 'unpronounce…']);
    expect(wrap('', 10)).to.deep.equal(['']);
  });
});
