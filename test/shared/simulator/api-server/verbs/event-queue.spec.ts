import { expect } from 'chai';
import { EventQueue } from '../../../../../shared/simulator/api-server/verbs/event-queue.ts';

describe('shared/simulator/api-server/verbs/event-queue.ts', () => {
  it('gives everything in order, what was there before and what comes while it is waited for', async () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    const taken: number[] = [];
    const taking = (async () => {
      for await (const item of queue) {
        taken.push(item);
      }
    })();
    await Promise.resolve();
    queue.push(2);
    queue.push(3);
    queue.end();
    queue.push(4);
    await taking;
    expect(taken).to.deep.equal([1, 2, 3]);
  });

  it('loses nothing that is pushed while an item is worked on', async () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    const taken: number[] = [];
    for await (const item of queue) {
      taken.push(item);
      if (item < 3) {
        queue.push(item + 1);
      } else {
        queue.end();
      }
    }
    expect(taken).to.deep.equal([1, 2, 3]);
  });
});
