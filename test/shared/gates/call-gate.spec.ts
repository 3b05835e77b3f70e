import { expect } from 'chai';
import { callGate } from '../../../shared/gates/call-gate.ts';
import { sendDirectly } from '../../../shared/kube/direct-http.ts';
import type { WebRequest } from '../../../shared/kube/direct-http.ts';
import { Unreachable } from '../../../shared/kube/kube.ts';
import { httpFor } from '../../../shared/kube/service-proxy.ts';
import { FakeKube } from '../../builders/fake-kube.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';
import { gateContract } from '../../contracts/gate.contract.ts';

const payload = { name: 'podinfo', namespace: 'test', phase: '', checksum: '', metadata: {} };

describe('shared/gates/call-gate.ts', () => {
  gateContract({
    name: 'directly',
    async setup(answer) {
      const server = await anHttpServer(() => answer);
      return { url: `${server.url}/gate`, fetch: sendDirectly, received: () => server.received.map(({ body }) => body), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
    },
  });

  gateContract({
    name: 'through the API server',
    async setup({ status, body }) {
      const received: string[] = [];
      const kube = new FakeKube();
      kube.onRequest = (_path, request) => {
        received.push(JSON.stringify(request.body));
        return { status, headers: {}, text: body };
      };
      return { url: 'http://loadtester.test.svc/gate', fetch: httpFor(kube), received: () => received, [Symbol.asyncDispose]: async () => undefined };
    },
  });

  const unreachable = () => Promise.reject(new Unreachable('http://gate cannot be reached: connection refused'));

  it('does not know where nobody answers', async () => {
    expect(await callGate({ name: 'gate', url: 'http://gate/' }, payload, { fetch: unreachable })).to.deep.equal({ kind: 'unknown', gate: 'gate', reason: 'http://gate cannot be reached: connection refused' });
  });

  it('calls again where nobody answered, and takes what it gets then', async () => {
    let calls = 0;
    const fetch = async () => (++calls < 3 ? unreachable() : { status: 200, headers: {}, text: '' });
    expect(await callGate({ name: 'gate', url: 'http://gate/', retries: 5 }, payload, { fetch, sleep: async () => undefined })).to.deep.equal({ kind: 'open', gate: 'gate' });
    expect(calls).to.equal(3);
  });

  const requests: [webhook: object, request: WebRequest][] = [
    [{}, { timeoutMs: 10_000, insecureSkipVerify: false }],
    [{ timeout: '2m', disableTLS: true }, { timeoutMs: 120_000, insecureSkipVerify: true }],
  ];
  for (const [webhook, request] of requests) {
    it(`calls with ${JSON.stringify(request)} for ${JSON.stringify(webhook)}`, async () => {
      let asked: WebRequest | undefined;
      const fetch = async (_url: string, sent?: WebRequest) => {
        asked = sent;
        return { status: 200, headers: {}, text: '' };
      };
      await callGate({ name: 'gate', url: 'http://gate/', ...webhook }, payload, { fetch });
      expect(asked).to.deep.include(request);
    });
  }

  it('does not call with a timeout that is none', async () => {
    const answer = await callGate({ name: 'gate', url: 'http://gate/', timeout: 'soon', retries: 3 }, payload, { fetch: unreachable });
    expect(answer).to.deep.equal({ kind: 'unknown', gate: 'gate', reason: '"soon" is no duration: write a number and s, m or h, such as 30s' });
  });

  it('cuts a long reason', async () => {
    const answer = await callGate({ name: 'gate', url: 'http://gate/' }, payload, { fetch: async () => ({ status: 500, headers: {}, text: 'x'.repeat(5000) }) });
    expect(answer).to.have.property('reason').with.lengthOf(300);
  });
});
