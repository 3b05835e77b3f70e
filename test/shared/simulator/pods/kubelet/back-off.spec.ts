import { expect } from 'chai';
import { describePause, grown, remainingMs } from '../../../../../shared/simulator/pods/kubelet/back-off.ts';
import type { BackOff } from '../../../../../shared/simulator/pods/kubelet/back-off.ts';

describe('shared/simulator/pods/kubelet/back-off.ts', () => {
  it('doubles from 10 s up to 5 min', () => {
    let backOff: BackOff | undefined;
    const pauses = Array.from({ length: 7 }, () => {
      backOff = grown(backOff, 1000);
      return describePause(backOff);
    });
    expect(pauses).to.deep.equal(['10s', '20s', '40s', '1m20s', '2m40s', '5m0s', '5m0s']);
  });

  it('begins anew after ten minutes without a failure', () => {
    const long = { pauseMs: 160_000, grownAt: 0 };
    expect(grown(long, 600_000).pauseMs).to.equal(300_000);
    expect(grown(long, 600_001).pauseMs).to.equal(10_000);
  });

  it('counts from the last failure, and does not hold up the first attempt', () => {
    expect(remainingMs(undefined, 5000, 5000)).to.equal(0);
    expect(remainingMs({ pauseMs: 10_000, grownAt: 0 }, 5000, 7000)).to.equal(8000);
    expect(remainingMs({ pauseMs: 10_000, grownAt: 0 }, 5000, 20_000)).to.equal(0);
  });
});
