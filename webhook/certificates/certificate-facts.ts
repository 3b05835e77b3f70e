import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyPair } from './issue.ts';

/** What a certificate says of itself. */
export interface CertificateFacts {
  readonly from: Date;
  readonly until: Date;
}

/** From when to when it is valid. @throws Error for what is no certificate. */
export function factsOf(pem: string): CertificateFacts {
  const { validFromDate, validToDate } = new X509Certificate(pem);
  return { from: validFromDate, until: validToDate };
}

/** Whether it is valid at this moment. */
export function isValidAt(pem: string, now: Date): boolean {
  const { from, until } = factsOf(pem);
  return from <= now && now < until;
}

/** When a certificate is to be replaced: a third of its life before its end. */
export function renewalOf(pem: string): Date {
  const { from, until } = factsOf(pem);
  return new Date(until.getTime() - (until.getTime() - from.getTime()) / 3);
}

/** The pair if it is one: both readable, the key that of the certificate. */
export function usablePair(certificate: string | undefined, key: string | undefined): KeyPair | undefined {
  if (certificate === undefined || key === undefined) {
    return undefined;
  }
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)) ? { certificate, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this authority has signed a certificate that is for all of these DNS names. */
export function isSignedFor({ certificate }: KeyPair, authority: KeyPair, hosts: readonly string[]): boolean {
  const signed = new X509Certificate(certificate);
  const issuer = new X509Certificate(authority.certificate);
  return signed.checkIssued(issuer) && signed.verify(issuer.publicKey) && hosts.every((host) => signed.checkHost(host) !== undefined);
}

/** The certificates of a PEM file, each in one form so that they can be compared; what is none is left out. */
export function certificatesIn(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block).toString()];
    } catch {
      return [];
    }
  });
}
