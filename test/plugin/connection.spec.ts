import { expect } from 'chai';
import yargs from 'yargs';
import { connectOptions, connectionFlags, milliseconds } from '../../plugin/connection.ts';
import { Failure } from '../../shared/errors.ts';

describe('plugin/connection.ts', () => {
  const cases: [flags: string, expected: object][] = [
    ['-n test', { namespace: 'test' }],
    ['--namespace=test', { namespace: 'test' }],
    ['-n one -n two', { namespace: 'two' }],
    ['--context prod --cluster c --user u', { context: 'prod', cluster: 'c', user: 'u' }],
    ['--kubeconfig /tmp/k', { kubeconfig: '/tmp/k' }],
    ['-s https://one:6443', { server: 'https://one:6443' }],
    ['--server https://two --token abc', { server: 'https://two', token: 'abc' }],
    ['--as jane --as-uid 7', { as: 'jane', asUid: '7' }],
    ['--as jane --as-group a --as-group b', { as: 'jane', asGroup: ['a', 'b'] }],
    ['--as jane --as-group a podinfo', { as: 'jane', asGroup: ['a'] }],
    ['--insecure-skip-tls-verify', { insecureSkipTlsVerify: true }],
    ['--tls-server-name api --certificate-authority ca.crt', { tlsServerName: 'api', certificateAuthority: 'ca.crt' }],
    ['--client-certificate me.crt --client-key me.key', { clientCertificate: 'me.crt', clientKey: 'me.key' }],
    ['--request-timeout 30s', { requestTimeoutMs: 30_000 }],
    ['--request-timeout 5', { requestTimeoutMs: 5000 }],
    ['--request-timeout 0', { requestTimeoutMs: 0 }],
    ['', {}],
  ];
  for (const [flags, expected] of cases) {
    it(`understands ${flags || 'no flags at all'}`, async () => {
      const args = await yargs(flags.split(' ').filter(Boolean)).options(connectionFlags).parseAsync();
      const given = Object.entries(connectOptions(args)).filter(([, value]) => value !== undefined);
      expect(Object.fromEntries(given)).to.deep.equal(expected);
    });
  }

  it('refuses a duration that is none, with the flag it is of', () => {
    expect(() => milliseconds('--timeout', 'soon')).to.throw(Failure, '--timeout is a number with a unit, not "soon"').with.property('outcome', 'usage');
  });
});
