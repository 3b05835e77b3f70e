/** Makes certificates: the only importer of node-forge. Keys come from Node, which makes them off the main thread and from OpenSSL. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** A certificate and its private key, both as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const dayMs = 24 * 3600 * 1000;
export const authorityDays = 3650;
export const servingDays = 90;
/** Clocks of API servers may be behind ours. */
const clockSkewMs = 3600 * 1000;

type Extensions = Parameters<forge.pki.Certificate['setExtensions']>[0];

/** A certificate authority of our own, valid for ten years. */
export async function issueAuthority(now: Date): Promise<KeyPair> {
  const { certificate, key, keys } = await blankCertificate(now, authorityDays);
  // Two authorities are published next to each other while one follows the other: their names must differ.
  const subject = [{ name: 'commonName', value: `kubectl-canary webhook ${certificate.serialNumber.slice(0, 8)}` }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ] satisfies Extensions);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key };
}

/** A certificate for these DNS names and IP addresses, valid for ninety days but no longer than its authority. */
export async function issueServing({ authority, hosts, now }: { authority: KeyPair; hosts: readonly string[]; now: Date }): Promise<KeyPair> {
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  const { certificate, key } = await blankCertificate(now, servingDays);
  certificate.validity.notAfter = new Date(Math.min(certificate.validity.notAfter.getTime(), issuer.validity.notAfter.getTime()));
  // The DNS names are what counts; a common name is no longer than 64 characters.
  certificate.setSubject([{ name: 'commonName', value: 'kubectl-canary webhook' }]);
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: hosts.map((host) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host })) },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ] satisfies Extensions);
  certificate.sign(forge.pki.privateKeyFromPem(authority.key), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key };
}

async function blankCertificate(now: Date, days: number) {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const keys = { publicKey: forge.pki.publicKeyFromPem(publicKey), privateKey: forge.pki.privateKeyFromPem(privateKey) };
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = new Date(now.getTime() - clockSkewMs);
  certificate.validity.notAfter = new Date(now.getTime() + days * dayMs);
  return { certificate, key: privateKey, keys };
}

/** Positive, as the standard wants it: the first bit is 0, and the first byte not. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}
