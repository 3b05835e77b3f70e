import http from 'node:http';
import { expect } from 'chai';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { until } from '../../../../builders/until.ts';
import { listen } from '../../../../../shared/simulator/pods/programs/listen.ts';

/** A server that answers when it is told to. */
async function world() {
  const clock = new ManualClock();
  const waiting: http.ServerResponse[] = [];
  const running = await listen(new Map([[80, (_request, response) => void waiting.push(response)]]), clock);
  const agent = new http.Agent({ keepAlive: true });
  const ask = () => new Promise<http.IncomingMessage>((resolve, reject) => http.get({ host: '127.0.0.1', port: running.ports.get(80), agent }, resolve).on('error', reject));
  return { clock, waiting, running, ask };
}

describe('shared/simulator/pods/programs/listen.ts', () => {
  it('listens on loopback for each port of the container', async () => {
    const clock = new ManualClock();
    const running = await listen(new Map([[80, (_request, response) => void response.end('a')], [81, (_request, response) => void response.end('b')]]), clock);
    expect([...running.ports.keys()]).to.deep.equal([80, 81]);
    expect(new Set(running.ports.values())).to.have.property('size', 2);
    await running.stop(0);
  });

  it('answers what is open before it ends, as the last on its connection', async () => {
    const { waiting, running, ask } = await world();
    const answer = ask();
    await until('it is asked', () => waiting.length === 1);
    const stopped = running.stop(1000);
    waiting[0]!.end('late');
    expect((await answer).headers.connection).to.equal('close');
    (await answer).resume();
    await stopped;
  });

  it('answers what was on its way when it was to end', async () => {
    const { waiting, running, ask } = await world();
    const answer = ask();
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const stopped = running.stop(1000);
    await until('it is asked', () => waiting.length === 1);
    waiting[0]!.end('late');
    expect((await answer).headers.connection).to.equal('close');
    (await answer).resume();
    await stopped;
  });

  it('does not wait for connections on which nothing is asked', async () => {
    const { waiting, running, ask } = await world();
    const answer = ask();
    await until('it is asked', () => waiting.length === 1);
    waiting[0]!.end();
    (await answer).resume();
    await running.stop(1000);
  });

  it('cuts what takes longer than it has, by the clock', async () => {
    const { clock, waiting, running, ask } = await world();
    const answer = ask().catch((error: NodeJS.ErrnoException) => error.code);
    await until('it is asked', () => waiting.length === 1);
    const stopped = running.stop(1000);
    clock.advance(1000);
    expect(await answer).to.equal('ECONNRESET');
    await stopped;
  });

  it('ends sooner where it is told again', async () => {
    const { waiting, running, ask } = await world();
    const answer = ask().catch((error: NodeJS.ErrnoException) => error.code);
    await until('it is asked', () => waiting.length === 1);
    const stopped = running.stop(30_000);
    await running.stop(0);
    expect(await answer).to.equal('ECONNRESET');
    await stopped;
  });
});
