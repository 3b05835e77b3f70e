import { expect } from 'chai';
import { column, fitLine, lineWidth, renderLine, span } from '../../../plugin/view/line.ts';

describe('plugin/view/line.ts', () => {
  it('lets nothing through that steers a terminal', () => {
    expect(span('x\x1b]0;title\x07').text).to.equal('x ]0;title ');
  });

  it('fills a column up to its width', () => {
    expect(column('ab', 4)).to.deep.equal({ text: 'ab  ', tone: 'plain' });
  });

  it('counts the width on the texts, not on the colours', () => {
    const paint = (text: string, tone: string) => `<${tone}>${text}</>`;
    expect(renderLine([span('good', 'good'), span(' '), span('evening', 'bad')], { width: 9, paint })).to.equal('<good>good</> <bad>eve…</>');
  });

  for (const texts of [['short'], ['a line that is ', 'much too long'], ['日本語', '日本語']]) {
    it(`makes "${texts.join('')}" as wide as a column is`, () => {
      expect(lineWidth(fitLine(texts.map((text) => span(text)), 9))).to.equal(9);
    });
  }
});
