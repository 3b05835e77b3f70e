import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { issueAuthority, issueServing } from '../../../webhook/certificates/issue.ts';
import type { KeyPair } from '../../../webhook/certificates/issue.ts';

const now = new Date('2026-01-01T12:00:00Z');
const hosts = ['webhook.kubectl-canary-system.svc', 'webhook.kubectl-canary-system.svc.cluster.local'];

describe('webhook/certificates/issue.ts', () => {
  let authority: KeyPair;
  let serving: KeyPair;
  before(async () => {
    authority = await issueAuthority(now);
    serving = await issueServing({ authority, hosts, now });
  });

  it('makes an authority for ten years that may sign, and signs itself', () => {
    const certificate = new X509Certificate(authority.certificate);
    expect(certificate.ca).to.equal(true);
    expect(certificate.validToDate).to.deep.equal(new Date('2035-12-30T12:00:00Z'));
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
  });

  it('makes a certificate for ninety days that the authority has signed, for these names only', () => {
    const certificate = new X509Certificate(serving.certificate);
    const issuer = new X509Certificate(authority.certificate);
    expect(certificate.ca).to.equal(false);
    expect(certificate.validToDate).to.deep.equal(new Date('2026-04-01T12:00:00Z'));
    expect(certificate.checkIssued(issuer)).to.equal(true);
    expect(certificate.verify(issuer.publicKey)).to.equal(true);
    expect(hosts.map((host) => certificate.checkHost(host))).to.deep.equal(hosts);
    expect(certificate.checkHost('webhook.other.svc')).to.equal(undefined);
    expect(certificate.keyUsage, 'a server\'s').to.deep.equal(['1.3.6.1.5.5.7.3.1']);
  });

  it('begins an hour ago, as the clock of an API server may be behind', () => {
    expect(new X509Certificate(serving.certificate).validFromDate).to.deep.equal(new Date('2026-01-01T11:00:00Z'));
  });

  it('gives no two authorities the same name: clients look issuers up by it', async () => {
    const other = await issueAuthority(now);
    expect(new X509Certificate(other.certificate).subject).to.not.equal(new X509Certificate(authority.certificate).subject);
  });

  it('makes no certificate that outlives its authority', async () => {
    const late = new Date('2035-12-20T12:00:00Z');
    const { certificate } = await issueServing({ authority, hosts, now: late });
    expect(new X509Certificate(certificate).validToDate).to.deep.equal(new Date('2035-12-30T12:00:00Z'));
  });

  it('is no hostage to long names of namespaces', async () => {
    const long = `webhook.${'n'.repeat(63)}.svc`;
    const { certificate } = await issueServing({ authority, hosts: [long], now });
    expect(new X509Certificate(certificate).checkHost(long)).to.equal(long);
  });
});
