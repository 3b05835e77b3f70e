import { expect } from 'chai';
import { LogBook } from '../../../../shared/simulator/pods/log-book.ts';

const place = { namespace: 'test', pod: 'app', container: 'c' };

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) {
    found.push(line);
  }
  return found;
}

describe('shared/simulator/pods/log-book.ts', () => {
  it('keeps the last thousand lines since a container was started', () => {
    const logs = new LogBook();
    expect(logs.lines(place)).to.equal(undefined);
    logs.begin(place);
    Array.from({ length: 1005 }, (_, index) => logs.add(place, String(index)));
    expect(logs.lines(place)).to.have.length(1000);
    expect(logs.lines(place)?.[0]).to.equal('5');
    logs.begin(place);
    logs.add(place, 'anew');
    expect(logs.lines(place)).to.deep.equal(['anew']);
    logs.forget(place);
    expect(logs.lines(place)).to.equal(undefined);
  });

  it('follows from the moment it is asked to the container\'s end, however late that is read', async () => {
    const logs = new LogBook();
    logs.begin(place);
    logs.add(place, 'before');
    const followed = logs.follow(place, new AbortController().signal);
    logs.add(place, 'one');
    const read = all(followed);
    await new Promise((resolve) => setImmediate(resolve));
    logs.add(place, 'two');
    logs.end(place);
    expect(await read).to.deep.equal(['one', 'two']);
    expect(logs.lines(place)).to.deep.equal(['before', 'one', 'two']);
  });

  it('follows until the signal', async () => {
    const logs = new LogBook();
    const ending = new AbortController();
    logs.begin(place);
    const read = all(logs.follow(place, ending.signal));
    logs.add(place, 'one');
    ending.abort();
    logs.add(place, 'two');
    expect(await read).to.deep.equal(['one']);
  });

  it('has nothing to follow where nothing runs', async () => {
    expect(await all(new LogBook().follow(place, new AbortController().signal))).to.deep.equal([]);
  });
});
