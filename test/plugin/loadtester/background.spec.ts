import { expect } from 'chai';
import { createBackground } from '../../../plugin/loadtester/background.ts';

const aBackground = ({ most = 2, timeoutMs = 60_000, signal = new AbortController().signal } = {}) => {
  const errors: string[] = [];
  return { errors, background: createBackground({ signal, timeoutMs, most, onError: (key, { message }) => errors.push(`${key}: ${message}`) }) };
};
const untilAborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

describe('plugin/loadtester/background.ts', () => {
  it('runs each task once at a time, and no more than it may', () => {
    const { background } = aBackground();
    expect(['a', 'a', 'b', 'c'].map((key) => background.start(key, untilAborted))).to.deep.equal(['started', 'running', 'started', 'full']);
    expect(background.running).to.equal(2);
  });

  it('has room again when a task has ended', async () => {
    const { background } = aBackground({ most: 1 });
    const { promise, resolve } = Promise.withResolvers<void>();
    background.start('a', () => promise);
    resolve();
    await new Promise((settled) => setImmediate(settled));
    expect(background.start('a', untilAborted)).to.equal('started');
  });

  it('tells of a task that failed, and forgets it', async () => {
    const { background, errors } = aBackground();
    background.start('a', () => Promise.reject(new Error('no')));
    await new Promise((settled) => setImmediate(settled));
    expect(errors).to.deep.equal(['a: no']);
    expect(background.running).to.equal(0);
  });

  it('ends a task that takes too long', async () => {
    const { background } = aBackground({ timeoutMs: 5 });
    const { promise, resolve } = Promise.withResolvers<void>();
    background.start('a', (signal) => untilAborted(signal).then(resolve));
    await promise;
  });

  it('ends all when it is told to', async () => {
    const ending = new AbortController();
    const { background } = aBackground({ signal: ending.signal });
    background.start('a', untilAborted);
    ending.abort();
    await new Promise((settled) => setImmediate(settled));
    expect(background.running).to.equal(0);
  });
});
