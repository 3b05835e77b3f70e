import { expect } from 'chai';
import { longestAnswerBytes, sendDirectly } from '../../../shared/kube/direct-http.ts';
import { Unreachable } from '../../../shared/kube/kube.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';

const failureOf = (promise: Promise<unknown>): Promise<Error> => promise.then(() => new Error('it succeeded'), (error: Error) => error);

describe('shared/kube/direct-http.ts', () => {
  it('sends method, query, headers and body, and gives back any status', async () => {
    await using server = await anHttpServer(() => ({ status: 418, headers: { 'X-Said': 'yes' }, body: 'short and stout' }));
    const response = await sendDirectly(`${server.url}/pot?a=1`, { method: 'POST', query: { b: 'ü', c: undefined }, headers: { 'X-Asked': 'yes' }, body: { tea: true } });
    expect(response).to.include({ status: 418, text: 'short and stout' });
    expect(response.headers['x-said']).to.equal('yes');
    const [asked] = server.received;
    expect(asked).to.include({ method: 'POST', path: '/pot?a=1&b=%C3%BC', body: '{"tea":true}' });
    expect(asked?.headers).to.include({ 'x-asked': 'yes', 'content-type': 'application/json' });
  });

  it('sends a string as it is', async () => {
    await using server = await anHttpServer(() => ({}));
    await sendDirectly(server.url, { method: 'POST', body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    expect(server.received[0]).to.include({ body: 'a=1' });
    expect(server.received[0]?.headers['content-type']).to.equal('application/x-www-form-urlencoded');
  });

  it('gives up when the time is over, and says how long it waited', async () => {
    await using server = await anHttpServer(() => undefined);
    const error = await failureOf(sendDirectly(server.url, { timeoutMs: 20 }));
    expect(error).to.be.instanceOf(Unreachable);
    expect(error.message).to.equal(`${server.url} cannot be reached: no answer within 0.02s`);
  });

  it('cuts an answer that is too long', async () => {
    await using server = await anHttpServer(() => ({ body: 'x'.repeat(longestAnswerBytes + 1) }));
    const error = await failureOf(sendDirectly(server.url));
    expect(error).to.be.instanceOf(Unreachable);
    expect(error.message).to.contain('longer than 1 MiB');
  });

  it('names the origin alone in a failure, as paths may hold secrets', async () => {
    const error = await failureOf(sendDirectly('http://127.0.0.1:1/secret-path?token=x'));
    expect(error.message).to.equal('http://127.0.0.1:1 cannot be reached: connection refused');
  });

  it('ends when it is told to', async () => {
    await using server = await anHttpServer(() => undefined);
    const error = await failureOf(sendDirectly(server.url, { signal: AbortSignal.abort() }));
    expect(error.message).to.contain('the request was given up');
  });

  for (const address of ['prometheus:9090', 'not an address', 'file:///etc/passwd']) {
    it(`refuses "${address}" with an example`, async () => {
      const error = await failureOf(sendDirectly(address));
      expect(error).to.be.instanceOf(Unreachable);
      expect(error.message).to.contain(`"${address}" is no address: write one such as http://`);
    });
  }
});
