import { expect } from 'chai';
import { ageOf, humanDuration } from '../../../../../shared/simulator/api-server/table/human-duration.ts';

const second = 1;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

const durations: [number, string][] = [
  [-2, '<invalid>'], [-1.5, '0s'], [-0.5, '0s'], [0, '0s'], [0.9, '0s'], [5, '5s'], [2 * minute - 1, '119s'],
  [2 * minute, '2m'], [2 * minute + 30, '2m30s'], [10 * minute - 1, '9m59s'], [10 * minute, '10m'], [3 * hour - 1, '179m'],
  [3 * hour, '3h'], [3 * hour + minute, '3h1m'], [8 * hour - 1, '7h59m'], [8 * hour, '8h'], [48 * hour - 1, '47h'],
  [2 * day, '2d'], [2 * day + hour, '2d1h'], [8 * day - 1, '7d23h'], [8 * day, '8d'], [2 * year - 1, '729d'],
  [2 * year, '2y'], [2 * year + day, '2y1d'], [8 * year, '8y'], [8 * year + 2 * day, '8y'],
];

describe('shared/simulator/api-server/table/human-duration.ts', () => {
  for (const [seconds, text] of durations) {
    it(`says ${text} of ${seconds} s`, () => {
      expect(humanDuration(seconds * 1000)).to.equal(text);
    });
  }

  it('knows no age without a time', () => {
    const now = new Date('2026-01-01T00:01:00Z');
    expect(ageOf('2026-01-01T00:00:00Z', now)).to.equal('60s');
    expect([ageOf(undefined, now), ageOf(null, now), ageOf('', now)]).to.deep.equal(['<unknown>', '<unknown>', '<unknown>']);
  });
});
