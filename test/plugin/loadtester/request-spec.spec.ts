import { expect } from 'chai';
import { parseRequest } from '../../../plugin/loadtester/request-spec.ts';

describe('plugin/loadtester/request-spec.ts', () => {
  it('has defaults for all but the address', () => {
    const { isExpected, ...spec } = parseRequest({ url: 'http://podinfo-canary/' }, 'test');
    expect(spec).to.deep.equal({ method: 'GET', url: 'http://podinfo-canary.test/', headers: {}, body: undefined, timeoutMs: 10_000, load: undefined, expectedStatus: '2xx' });
    expect([200, 299, 300, 503].map(isExpected)).to.deep.equal([true, true, false, false]);
  });

  const loads: [metadata: Record<string, string>, load: object | undefined][] = [
    [{ duration: '30s' }, { requestsPerSecond: 10, durationSeconds: 30 }],
    [{ requestsPerSecond: '0.5' }, { requestsPerSecond: 0.5, durationSeconds: 60 }],
    [{ requestsPerSecond: '100', duration: '2m' }, { requestsPerSecond: 100, durationSeconds: 120 }],
  ];
  for (const [metadata, load] of loads) {
    it(`makes a load of ${JSON.stringify(metadata)}`, () => {
      expect(parseRequest({ url: 'http://a.b/', ...metadata }, 'test').load).to.deep.equal(load);
    });
  }

  const refusals: [metadata: Record<string, string>, message: string][] = [
    [{ url: 'podinfo' }, 'metadata.url is "podinfo": expected an address such as http://podinfo-canary.test/'],
    [{ url: 'ftp://a/' }, 'metadata.url is "ftp://a/": expected an address such as http://podinfo-canary.test/'],
    [{ method: 'BREW' }, 'metadata.method is BREW: expected GET, POST, PUT, PATCH, DELETE'],
    [{ headers: 'no colon' }, 'metadata.headers has the line "no colon": expected name: value'],
    [{ requestsPerSecond: '0' }, 'metadata.requestsPerSecond is 0: expected a number up to 1000'],
    [{ requestsPerSecond: 'many' }, 'metadata.requestsPerSecond is many: expected a number up to 1000'],
    [{ requestsPerSecond: '1001' }, 'metadata.requestsPerSecond is 1001: expected a number up to 1000'],
    [{ duration: 'long' }, '"long" is no duration: write a number and s, m or h, such as 30s'],
    [{ timeout: '' }, '"" is no duration: write a number and s, m or h, such as 30s'],
    [{ expectedStatus: 'ok' }, 'metadata.expectedStatus is "ok": expected codes such as 200,404 or 2xx'],
  ];
  for (const [metadata, message] of refusals) {
    it(`refuses ${JSON.stringify(metadata)}`, () => {
      expect(() => parseRequest({ url: 'http://a.b/', ...metadata }, 'test')).to.throw(RangeError, message);
    });
  }
});
