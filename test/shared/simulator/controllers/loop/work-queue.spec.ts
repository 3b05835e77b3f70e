import { expect } from 'chai';
import { ApiError } from '../../../../../shared/kube/kube.ts';
import { WorkQueue } from '../../../../../shared/simulator/controllers/loop/work-queue.ts';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';

const conflict = new ApiError(409, 'Conflict', 'the object has been modified');
const rounds = async (count = 5) => {
  for (let round = 0; round < count; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('shared/simulator/controllers/loop/work-queue.ts', () => {
  let clock: ManualClock;
  let stop: AbortController;
  let done: string[];
  let errors: string[];
  let failWith: (Error | undefined)[];
  let hold: Promise<void>;
  let queue: WorkQueue;

  beforeEach(() => {
    clock = new ManualClock();
    stop = new AbortController();
    [done, errors, failWith, hold] = [[], [], [], Promise.resolve()];
    queue = new WorkQueue({
      clock,
      signal: stop.signal,
      async work(key) {
        done.push(key);
        await hold;
        const failure = failWith.shift();
        if (failure !== undefined) {
          throw failure;
        }
      },
      onError: (key, error) => errors.push(`${key}: ${error.message}`),
    });
    queue.open();
  });

  it('works once on a key that was added several times', async () => {
    queue.add('a');
    queue.add('a');
    queue.add('b');
    await rounds();
    expect(done).to.deep.equal(['a', 'b']);
  });

  it('works again on a key that was added meanwhile, but not twice at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    queue.add('a');
    await rounds();
    queue.add('a');
    await rounds();
    expect(done).to.deep.equal(['a']);
    resolve();
    await rounds();
    expect(done).to.deep.equal(['a', 'a']);
  });

  it('keeps what is added before it is opened', async () => {
    const early = new WorkQueue({ clock, signal: stop.signal, work: async (key) => void done.push(key), onError: () => undefined });
    early.add('a');
    await rounds();
    expect(done).to.deep.equal([]);
    early.open();
    await rounds();
    expect(done).to.deep.equal(['a']);
  });

  it('tries again after 5 ms, 10 ms, 20 ms, and from the beginning after a success', async () => {
    failWith = [new Error('one'), new Error('two'), new Error('three'), undefined, new Error('four')];
    queue.add('a');
    await rounds();
    for (const [pause, tries] of [[4, 1], [1, 2], [9, 2], [1, 3], [20, 4]] as const) {
      clock.advance(pause);
      await rounds();
      expect(done).to.have.length(tries);
    }
    queue.add('a');
    await rounds();
    clock.advance(5);
    await rounds();
    expect(done).to.have.length(6);
    expect(errors).to.deep.equal(['a: one', 'a: two', 'a: three', 'a: four']);
  });

  it('tries again at once where somebody else wrote first, but not for ever', async () => {
    failWith = [conflict, conflict];
    queue.add('a');
    await rounds();
    expect(done).to.have.length(2);
    clock.advance(10);
    await rounds();
    expect(done).to.have.length(3);
  });

  it('comes back at the earliest of several times', async () => {
    queue.addAfter('a', 1000);
    queue.addAfter('a', 500);
    queue.addAfter('a', 2000);
    clock.advance(500);
    await rounds();
    expect(done).to.deep.equal(['a']);
    clock.advance(5000);
    await rounds();
    expect(done).to.deep.equal(['a']);
  });

  it('begins nothing after the signal, and is idle when the last work has ended', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    queue.add('a');
    await rounds();
    queue.addAfter('b', 10);
    stop.abort();
    queue.add('c');
    clock.advance(10);
    let isIdle = false;
    void queue.idle().then(() => (isIdle = true));
    await rounds();
    expect(isIdle).to.equal(false);
    resolve();
    await rounds();
    expect(isIdle).to.equal(true);
    expect(done).to.deep.equal(['a']);
  });
});
