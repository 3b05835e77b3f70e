import { expect } from 'chai';
import { formatMoment, formatTime } from '../../../plugin/view/moment.ts';

describe('plugin/view/moment.ts', () => {
  const now = new Date('2026-01-02T12:00:00Z');
  const cases: [at: string, moment: string][] = [
    ['2026-01-02T11:58:30Z', '11:58:30 (1m30s ago)'],
    ['2026-01-02T12:00:10Z', '12:00:10 (in 10s)'],
    ['2026-01-01T12:00:00Z', '2026-01-01 12:00:00 (1d ago)'],
  ];
  for (const [at, moment] of cases) {
    it(`writes ${at} as ${moment}`, () => expect(formatMoment(new Date(at), now)).to.equal(moment));
  }

  it('says where a time is none', () => expect(formatTime(new Date('soon'), now)).to.equal('an unknown time'));
});
