import { expect } from 'chai';
import { exchangePatiently } from '../../../shared/kube/exchange-patiently.ts';
import { httpWire } from '../../../shared/kube/http.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';
import type { Answer } from '../../builders/an-http-server.ts';

const busy: Answer = { status: 429, headers: { 'Retry-After': '0' } };

describe('shared/kube/exchange-patiently.ts', () => {
  const cases: [string, Answer[], number, number][] = [
    ['comes back when the server says so', [busy, busy, { status: 200 }], 200, 3],
    ['gives up in the end', [busy, busy, busy, busy, busy, busy], 429, 5],
    ['takes a refusal that says not when', [{ status: 429 }, { status: 200 }], 429, 1],
    ['takes every other answer at once', [{ status: 503, headers: { 'Retry-After': '0' } }, { status: 200 }], 503, 1],
  ];
  for (const [title, answers, status, asked] of cases) {
    it(title, async () => {
      const left = [...answers];
      await using server = await anHttpServer(() => left.shift());
      const response = await exchangePatiently(httpWire({ server: server.url, authorize: async () => undefined, requestTimeoutMs: 0 }), '/api', {});
      expect({ status: response.status, asked: server.received.length }).to.deep.equal({ status, asked });
    });
  }
});
