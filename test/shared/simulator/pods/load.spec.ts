import { expect } from 'chai';
import { anHttpServer } from '../../../builders/an-http-server.ts';
import { until } from '../../../builders/until.ts';
import { startLoad } from '../../../../shared/simulator/pods/load.ts';
import type { LoadAnswer } from '../../../../shared/simulator/pods/load.ts';

describe('shared/simulator/pods/load.ts', () => {
  it('sends requests to one app, and tells what each came to', async () => {
    await using server = await anHttpServer(({ path }) => ({ status: path === '/a' ? 500 : 200, body: '{"version":"6.0.1"}' }));
    const ending = new AbortController();
    const answers: LoadAnswer[] = [];
    startLoad({ url: server.url, host: 'podinfo.demo', path: '/a', requestsPerSecond: 500, signal: ending.signal, onAnswer: (answer) => answers.push(answer) });
    await until('there are some answers', () => answers.length >= 10);
    ending.abort();
    expect(answers[0]).to.include({ status: 500, version: '6.0.1' });
    expect(answers[0]?.milliseconds).to.be.within(0, 10_000);
    expect(server.received[0]).to.include({ method: 'GET', path: '/a' });
    expect(server.received[0]?.headers.host).to.equal('podinfo.demo');
    const before = answers.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).to.have.length(before);
  });

  it('counts no answer as 0', async () => {
    const ending = new AbortController();
    const answers: LoadAnswer[] = [];
    startLoad({ url: 'http://127.0.0.1:1', host: 'a', requestsPerSecond: 100, signal: ending.signal, onAnswer: (answer) => answers.push(answer) });
    await until('there is an answer', () => answers.length > 0);
    ending.abort();
    expect(answers[0]).to.include({ status: 0, version: undefined });
  });

  it('opens no more requests at once than its users would wait for', async () => {
    await using server = await anHttpServer(() => undefined);
    const ending = new AbortController();
    startLoad({ url: server.url, host: 'a', requestsPerSecond: 10_000, signal: ending.signal, onAnswer: () => undefined });
    await until('all of them wait', () => server.received.length >= 128);
    await new Promise((resolve) => setTimeout(resolve, 50));
    ending.abort();
    expect(server.received).to.have.length(128);
  });
});
