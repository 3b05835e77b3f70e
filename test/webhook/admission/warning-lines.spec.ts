import { expect } from 'chai';
import { warningLines } from '../../../webhook/admission/warning-lines.ts';

const words = (count: number, word = 'abcdefghi') => Array.from({ length: count }, () => word).join(' ');

describe('webhook/admission/warning-lines.ts', () => {
  const cases: [string, string[], string[]][] = [
    ['a short warning stays as it is', ['run "kubectl canary watch podinfo -n test"'], ['run "kubectl canary watch podinfo -n test"']],
    ['several warnings stay apart', ['one', 'two'], ['one', 'two']],
    ['an empty warning is none', ['', ' \n'], []],
    ['a line break or another control character becomes a space, as the API server drops what has one', ['a\nb\tc\u0000d\u2028e'], ['a b c d e']],
    ['half a surrogate pair, which is no UTF-8, is replaced', ['a\ud83d'], ['a\ufffd']],
  ];
  for (const [title, warnings, lines] of cases) {
    it(title, () => expect(warningLines(warnings)).to.deep.equal(lines));
  }

  it('a long warning goes on in the next line, between words', () => {
    const lines = warningLines([words(60)]);
    expect(lines.join(' ')).to.equal(words(60));
    expect(lines.map(({ length }) => length)).to.deep.equal([249, 249, 99]);
  });

  it('a word longer than a line is cut, but never inside a character', () => {
    const lines = warningLines(['😀'.repeat(300)]);
    expect(lines.map((line) => [...line].length)).to.deep.equal([256, 44]);
    expect(lines.every((line) => line.isWellFormed())).to.equal(true);
  });

  it('what the API server would drop after 4096 characters is not sent', () => {
    expect(warningLines(Array.from({ length: 40 }, () => 'x'.repeat(256)))).to.have.length(16);
  });
});
