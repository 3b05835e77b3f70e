import { expect } from 'chai';
import { nearestWord } from '../../shared/nearest-word.ts';

describe('shared/nearest-word.ts', () => {
  const known = ['watch', 'status', 'list', 'promote', 'abort', 'namespace', 'request-timeout'];
  const cases: [typed: string, meant: string | undefined][] = [
    ['wacth', 'watch'],
    ['wach', 'watch'],
    ['Watch', 'watch'],
    ['statsu', 'status'],
    ['promot', 'promote'],
    ['nmespace', 'namespace'],
    ['request-timout', 'request-timeout'],
    ['ls', undefined],
    ['xyzzy', undefined],
    ['', undefined],
  ];
  for (const [typed, meant] of cases) {
    it(`takes "${typed}" for ${meant ?? 'none of them'}`, () => {
      expect(nearestWord(typed, known)).to.equal(meant);
    });
  }
});
