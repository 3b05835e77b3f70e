import type { Destination } from './destination.ts';

const certificateTroubles: Partial<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate signed by unknown authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate signed by unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate signed by unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate signed by unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate signed by unknown authority',
  CERT_SIGNATURE_FAILURE: 'certificate signed by unknown authority',
  CERT_HAS_EXPIRED: 'certificate has expired or is not yet valid',
  CERT_NOT_YET_VALID: 'certificate has expired or is not yet valid',
};

/** Why there was no answer, as the API server says it. */
export function describeTrouble(error: unknown, { hostname }: Pick<Destination, 'hostname'>): string {
  const { code = '', message, address, port, cert } = error as NodeJS.ErrnoException & { address?: string; port?: number; cert?: { subjectaltname?: string } };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = (cert?.subjectaltname ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')).join(', ');
    return `tls: failed to verify certificate: x509: certificate is valid for ${names}, not ${hostname}`;
  }
  if (certificateTroubles[code] !== undefined) {
    return `tls: failed to verify certificate: x509: ${certificateTroubles[code]}`;
  }
  switch (code) {
    case 'ECONNREFUSED':
      return `dial tcp ${address}:${port}: connect: connection refused`;
    case 'ENOTFOUND':
      return `dial tcp: lookup ${hostname}: no such host`;
    case 'ECONNRESET':
      return 'EOF';
    case 'EPROTO':
      return /wrong version number|packet length too long/.test(message) ? 'http: server gave HTTP response to HTTPS client' : message;
    default:
      return message;
  }
}
