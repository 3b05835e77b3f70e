import { expect } from 'chai';
import { isLookedAt } from '../../../plugin/terminal/output.ts';

describe('plugin/terminal/output.ts', () => {
  const cases: [isTTY: boolean, env: Record<string, string>, expected: boolean][] = [
    [true, { TERM: 'xterm-256color' }, true],
    [true, { TERM: 'dumb' }, false],
    [true, { CI: 'true' }, false],
    [true, { CI: '1' }, false],
    [true, { CI: 'false' }, true],
    [true, { CI: '' }, true],
    [false, {}, false],
  ];
  for (const [isTTY, env, expected] of cases) {
    it(`${expected ? 'draws' : 'prints plain lines'} where stdout is ${isTTY ? 'a terminal' : 'a pipe'} and the environment ${JSON.stringify(env)}`, () => {
      expect(isLookedAt(isTTY, env)).to.equal(expected);
    });
  }
});
