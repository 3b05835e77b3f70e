import { expect } from 'chai';
import { nothingKept, readKept, renderSecret, secretName } from '../../../webhook/certificates/kept-certificates.ts';
import type { KeptCertificates } from '../../../webhook/certificates/kept-certificates.ts';
import { someCertificates } from '../../builders/some-certificates.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('webhook/certificates/kept-certificates.ts', () => {
  let kept: KeptCertificates;
  let other: KeptCertificates;
  before(async () => {
    const since = new Date('2026-01-01T00:00:00Z');
    [kept, other] = await Promise.all([someCertificates(since), someCertificates(since)]);
    kept = { ...kept, nextAuthority: other.authority, nextPublishedAt: since, trusted: [...kept.trusted, ...other.trusted] };
  });

  it('reads what it has written', () => {
    expect(readKept(renderSecret(kept, 'system', undefined))).to.deep.equal(kept);
    expect(readKept(renderSecret(nothingKept, 'system', undefined))).to.deep.equal(nothingKept);
  });

  it('has nothing where there is no Secret', () => {
    expect(readKept(undefined)).to.deep.equal(nothingKept);
  });

  it('keeps the version, the labels and the type of the Secret it was read from', () => {
    const existing = { ...renderSecret(kept, 'system', undefined), type: 'kubernetes.io/tls', metadata: { name: secretName, namespace: 'system', resourceVersion: '7', labels: { team: 'a' } } };
    expect(renderSecret(nothingKept, 'system', existing)).to.deep.include({ type: 'kubernetes.io/tls', metadata: existing.metadata, data: { 'bundle.crt': '' } });
  });

  const damages: [string, Record<string, string>, Partial<KeptCertificates>][] = [
    ['a certificate that is none', { 'tls.crt': encoded('hello') }, { serving: undefined }],
    ['a key that is none', { 'ca.key': encoded('hello') }, { authority: undefined }],
    ['an empty value', { 'ca.crt': '' }, { authority: undefined }],
    ['no time', { 'next-ca.published-at': encoded('yesterday') }, { nextPublishedAt: undefined }],
    ['a bundle that is none', { 'bundle.crt': encoded('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n') }, { trusted: [] }],
  ];
  for (const [title, data, lost] of damages) {
    it(`takes ${title} for absent, and nothing else`, () => {
      const secret = renderSecret(kept, 'system', undefined);
      expect(readKept({ ...secret, data: { ...secret.data, ...data } })).to.deep.equal({ ...kept, ...lost });
    });
  }

  it('takes a key that is of another certificate for absent', () => {
    const secret = renderSecret(kept, 'system', undefined);
    expect(readKept({ ...secret, data: { ...secret.data, 'tls.key': encoded(other.serving?.key ?? '') } }).serving).to.equal(undefined);
  });
});
