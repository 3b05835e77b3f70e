import { expect } from 'chai';
import { anHttpServer } from '../../../builders/an-http-server.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { proxyThrough } from '../../../../shared/simulator/pods/proxy.ts';
import type { ProxiedRequest } from '../../../../shared/simulator/pods/proxy.ts';

const request: ProxiedRequest = { method: 'GET', path: '/', query: new URLSearchParams(), headers: {}, body: '', signal: new AbortController().signal };
const addressOf = (url: string) => ({ host: '127.0.0.1', port: Number(new URL(url).port) }) as const;

describe('shared/simulator/pods/proxy.ts', () => {
  it('passes a request on, and its answer back', async () => {
    await using server = await anHttpServer(() => ({ status: 418, headers: { 'X-Own': 'a', 'Content-Type': 'text/plain' }, body: 'tea' }));
    const answer = await proxyThrough(addressOf(server.url), { ...request, method: 'POST', path: '/echo', query: new URLSearchParams('a=1&a=2'), headers: { 'x-a': 'b' }, body: 'hällo' }, 'http');
    expect(answer).to.deep.include({ status: 418, body: 'tea' });
    expect(answer.headers).to.include({ 'x-own': 'a', 'content-type': 'text/plain' });
    expect(server.received[0]).to.include({ method: 'POST', path: '/echo?a=1&a=2', body: 'hällo' });
    expect(server.received[0]?.headers).to.include({ 'x-a': 'b' });
  });

  it('keeps the credentials for the API server back', async () => {
    await using server = await anHttpServer(() => ({}));
    await proxyThrough(addressOf(server.url), { ...request, headers: { authorization: 'Bearer secret', cookie: 'a=b' } }, 'http');
    expect(server.received[0]?.headers).to.include({ cookie: 'a=b' });
    expect(server.received[0]?.headers).to.not.have.property('authorization');
  });

  it('says in the API server\'s words that nothing answers', async () => {
    await using server = await anHttpServer(() => ({}));
    const refusal = (address: { host: '127.0.0.1'; port: number }, scheme: 'http' | 'https') => proxyThrough(address, request, scheme).then(() => expect.fail('it answered'), (error: ApiStatus) => `${error.code} ${error.message}`);
    expect(await refusal({ host: '127.0.0.1', port: 1 }, 'http')).to.equal('503 error trying to reach service: dial tcp 127.0.0.1:1: connect: connection refused');
    expect(await refusal(addressOf(server.url), 'https')).to.equal('503 error trying to reach service: tls: first record does not look like a TLS handshake');
  });

  it('ends with the one who asks', async () => {
    await using server = await anHttpServer(() => undefined);
    const ending = new AbortController();
    const answer = proxyThrough(addressOf(server.url), { ...request, signal: ending.signal }, 'http');
    ending.abort();
    expect(await answer.catch((error: ApiStatus) => error.code)).to.equal(503);
  });
});
