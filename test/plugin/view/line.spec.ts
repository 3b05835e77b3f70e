import { expect } from 'chai';
import { column, cut, printable, renderLine, span } from '../../../plugin/view/line.ts';

describe('plugin/view/line.ts', () => {
  const cases: [text: string, width: number, expected: string][] = [
    ['podinfo', 10, 'podinfo'],
    ['podinfo', 7, 'podinfo'],
    ['podinfo', 4, 'pod…'],
    ['podinfo', 1, '…'],
    ['podinfo', 0, ''],
    ['äöü€', 3, 'äö…'],
  ];
  for (const [text, width, expected] of cases) {
    it(`cuts "${text}" to ${width} as "${expected}"`, () => {
      expect(cut(text, width)).to.equal(expected);
    });
  }

  it('lets nothing through that steers a terminal', () => {
    expect(printable('a\x1b[2Jb\nc\rd\u0007e\u009b1m')).to.equal('a [2Jb c d e 1m');
    expect(span('x\x1b]0;title\x07').text).to.equal('x ]0;title ');
  });

  it('fills a column up to its width', () => {
    expect(column('ab', 4)).to.deep.equal({ text: 'ab  ', tone: 'plain' });
  });

  it('counts the width on the texts, not on the colours', () => {
    const paint = (text: string, tone: string) => `<${tone}>${text}</>`;
    expect(renderLine([span('good', 'good'), span(' '), span('evening', 'bad')], { width: 9, paint })).to.equal('<good>good</> <bad>eve…</>');
  });
});
