import { expect } from 'chai';
import { asciiText, isAsciiOnly } from '../../../plugin/terminal/charset.ts';
import { widthOf } from '../../../plugin/view/width.ts';
import { frame } from '../../../plugin/view/frame.ts';
import { noon } from '../../builders/an-observation.ts';
import { shown, situationNames } from '../../builders/shown-canaries.ts';

describe('plugin/terminal/charset.ts', () => {
  const cases: [env: Record<string, string>, expected: boolean][] = [
    [{ TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' }, false], [{ TERM: 'xterm', LANG: 'C.utf8' }, false], [{ TERM: 'xterm' }, false],
    [{ TERM: 'linux', LANG: 'de_DE.UTF-8' }, true], [{ TERM: 'dumb' }, true], [{ TERM: 'xterm', LANG: 'C' }, true], [{ TERM: 'xterm', LANG: 'de_DE.ISO-8859-1' }, true],
    [{ TERM: 'xterm', LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, true], [{ TERM: 'xterm', LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, false],
  ];
  for (const [env, expected] of cases) {
    it(`writes ${expected ? 'ASCII' : 'all letters'} with ${JSON.stringify(env)}`, () => {
      expect(isAsciiOnly(env)).to.equal(expected);
    });
  }

  it('has an ASCII letter for every one that a frame draws, in as many columns', () => {
    for (const name of situationNames) {
      for (const line of frame(shown(name), { width: 100, height: 24, now: new Date(noon) })) {
        const ascii = asciiText(line);
        expect(ascii).to.match(/^[\x20-\x7e]*$/);
        expect(ascii.split('?').length, line).to.equal(line.split('?').length);
        expect(ascii.length).to.equal(widthOf(line));
      }
    }
  });

  it('says what a limit is', () => {
    expect(asciiText('≥ 99 %')).to.equal('>=99 %');
    expect(asciiText('⣀⡇⠀')).to.equal('**?');
  });
});
