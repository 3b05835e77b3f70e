import { expect } from 'chai';
import { parseUntil } from '../../../plugin/watch/until.ts';

describe('plugin/watch/until.ts', () => {
  const view = { weight: 30, paused: undefined, isUnderWay: true, phase: 'Progressing' } as const;
  const cases: [until: string, more: object, expected: boolean][] = [
    ['weight=30', {}, true], ['weight=30%', {}, true], ['weight=31', {}, false], ['weight=20', {}, true], ['weight=30', { isUnderWay: false }, false],
    ['paused', {}, false], ['paused', { paused: { by: 'joe' } }, true], ['paused', { paused: { by: 'joe' }, isUnderWay: false }, false],
    ['promoted', {}, false],
  ];
  for (const [until, more, expected] of cases) {
    it(`has ${expected ? '' : 'not '}come to ${until} with ${JSON.stringify(more)}`, () => {
      expect(parseUntil(until).isReached({ ...view, ...more })).to.equal(expected);
    });
  }

  for (const text of ['', 'weight', 'weight=0', 'weight=101', 'weight=x', 'ended']) {
    it(`does not understand "${text}"`, () => {
      expect(() => parseUntil(text)).to.throw(/expected promoted, paused or a weight from 1 to 100/);
    });
  }
});
