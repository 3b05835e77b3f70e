import { expect } from 'chai';
import { ErrorRhythm } from '../../../../../shared/simulator/pods/programs/error-rhythm.ts';

const failures = (rate: number, count: number) => {
  const rhythm = new ErrorRhythm();
  return Array.from({ length: count }, () => (rhythm.next(rate) ? 'x' : '.')).join('');
};

describe('shared/simulator/pods/programs/error-rhythm.ts', () => {
  for (const [rate, expected] of [[0, '..........'], [0.2, 'x....x....'], [0.5, 'x.x.x.x.x.'], [0.7, 'x.xx.xx.xx'], [1, 'xxxxxxxxxx']] as const) {
    it(`spreads a rate of ${rate} evenly`, () => expect(failures(rate, 10)).to.equal(expected));
  }

  it('keeps its rate for long', () => {
    expect(failures(0.1, 10_000).replaceAll('.', '')).to.have.length(1000);
  });

  it('ends at once where the rate becomes 0', () => {
    const rhythm = new ErrorRhythm();
    rhythm.next(0.9);
    expect([rhythm.next(0), rhythm.next(0)]).to.deep.equal([false, false]);
  });
});
