import { expect } from 'chai';
import { pause } from '../../../shared/time/pause.ts';

describe('shared/time/pause.ts', () => {
  it('ends when its time has come', async () => {
    await pause(1, new AbortController().signal);
  });

  it('ends at once when it is over, and when it was over before', async () => {
    const over = new AbortController();
    const before = performance.now();
    const pausing = pause(60_000, over.signal);
    over.abort();
    await pausing;
    await pause(60_000, over.signal);
    expect(performance.now() - before).to.be.below(30_000);
  });
});
