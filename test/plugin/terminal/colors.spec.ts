import { expect } from 'chai';
import { paintFor, painter, wantsColor } from '../../../plugin/terminal/colors.ts';

describe('plugin/terminal/colors.ts', () => {
  const cases: [env: Record<string, string>, isTerminal: boolean, expected: boolean][] = [
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ TERM: 'dumb' }, true, false],
  ];
  for (const [env, isTerminal, expected] of cases) {
    it(`${expected ? 'paints' : 'does not paint'} ${isTerminal ? 'on a terminal' : 'in a pipe'} with ${JSON.stringify(env)}`, () => {
      expect(wantsColor({ env, isTerminal })).to.equal(expected);
    });
  }

  it('writes ASCII where the terminal has no more', () => {
    expect(paintFor({ env: { TERM: 'linux', NO_COLOR: '1' }, isTerminal: true })('✔ 20', 'good')).to.equal('+ 20');
    expect(paintFor({ env: { TERM: 'xterm', NO_COLOR: '1' }, isTerminal: true })('✔ 20', 'good')).to.equal('✔ 20');
  });

  it('ends every colour it begins', () => {
    expect(painter(true)('text', 'bad')).to.equal('\x1b[31mtext\x1b[0m');
    expect(painter(true)('text', 'plain')).to.equal('text');
    expect(painter(false)('text', 'bad')).to.equal('text');
  });
});
