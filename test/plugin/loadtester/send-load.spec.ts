import { expect } from 'chai';
import { sendLoad } from '../../../plugin/loadtester/send-load.ts';

describe('plugin/loadtester/send-load.ts', () => {
  it('sends as many as rate and duration make, evenly', async () => {
    const times: number[] = [];
    await sendLoad({ requestsPerSecond: 200, durationSeconds: 0.1, signal: new AbortController().signal, send: async () => void times.push(performance.now()) });
    expect(times).to.have.lengthOf(20);
    expect(times.at(-1)! - times[0]!).to.be.at.least(80);
  });

  it('sends at least one', async () => {
    let sent = 0;
    await sendLoad({ requestsPerSecond: 0.001, durationSeconds: 1, signal: new AbortController().signal, send: async () => void (sent += 1) });
    expect(sent).to.equal(1);
  });

  it('does not wait for answers before it sends on, but leaves out what would be too many at once', async () => {
    const ending = new AbortController();
    const waiting: (() => void)[] = [];
    let most = 0;
    const leftOut = await sendLoad({
      requestsPerSecond: 1000, durationSeconds: 0.12, signal: ending.signal,
      send: () => {
        most = Math.max(most, waiting.length + 1);
        setTimeout(() => waiting.splice(0).forEach((resolve) => resolve()), 150);
        return new Promise<void>((resolve) => waiting.push(resolve));
      },
    });
    expect(most).to.equal(100);
    expect(leftOut).to.equal(20);
  });

  it('stops when it is told to', async () => {
    const ending = new AbortController();
    let sent = 0;
    await sendLoad({ requestsPerSecond: 1, durationSeconds: 3600, signal: ending.signal, send: async () => {
      sent += 1;
      ending.abort();
    } });
    expect(sent).to.equal(1);
  });
});
