/** What the replicas of the webhook share, as it stands in their Secret. */
import type { KubeObject } from '../../shared/kube/kube.ts';
import { secrets } from '../../shared/kube/resources.ts';
import { certificatesIn, usablePair } from './certificate-facts.ts';
import type { KeyPair } from './issue.ts';

export const secretName = 'kubectl-canary-webhook-certificates';

export interface Secret extends KubeObject {
  type?: string;
  data?: Record<string, string>;
}

export interface KeptCertificates {
  /** Signs what is served. */
  readonly authority: KeyPair | undefined;
  /** Will sign once those who check have been told of it for a while. */
  readonly nextAuthority: KeyPair | undefined;
  /** When `nextAuthority` was first seen to be published everywhere. */
  readonly nextPublishedAt: Date | undefined;
  readonly serving: KeyPair | undefined;
  /** Certificates of the authorities that are to be trusted. */
  readonly trusted: readonly string[];
}

export const nothingKept: KeptCertificates = { authority: undefined, nextAuthority: undefined, nextPublishedAt: undefined, serving: undefined, trusted: [] };

/** What of a Secret can be used; what was damaged counts as absent, and is made anew. */
export function readKept(secret: Secret | undefined): KeptCertificates {
  const data = secret?.data ?? {};
  const text = (key: string) => (data[key] === undefined ? undefined : Buffer.from(data[key], 'base64').toString('utf8'));
  const publishedAt = new Date(text('next-ca.published-at') ?? '');
  return {
    authority: usablePair(text('ca.crt'), text('ca.key')),
    nextAuthority: usablePair(text('next-ca.crt'), text('next-ca.key')),
    nextPublishedAt: Number.isNaN(publishedAt.getTime()) ? undefined : publishedAt,
    serving: usablePair(text('tls.crt'), text('tls.key')),
    trusted: certificatesIn(text('bundle.crt') ?? ''),
  };
}

/** The Secret with this content. Made from the one that was read, where there was one, so that a conflict is noticed. */
export function renderSecret(kept: KeptCertificates, namespace: string, existing: Secret | undefined): Secret {
  const texts: Record<string, string | undefined> = {
    'ca.crt': kept.authority?.certificate,
    'ca.key': kept.authority?.key,
    'next-ca.crt': kept.nextAuthority?.certificate,
    'next-ca.key': kept.nextAuthority?.key,
    'next-ca.published-at': kept.nextPublishedAt?.toISOString(),
    'tls.crt': kept.serving?.certificate,
    'tls.key': kept.serving?.key,
    'bundle.crt': kept.trusted.join(''),
  };
  const known = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    apiVersion: secrets.apiVersion,
    kind: secrets.kind,
    type: 'Opaque',
    ...existing,
    metadata: { name: secretName, namespace, labels: { 'app.kubernetes.io/part-of': 'kubectl-canary' }, ...existing?.metadata },
    data: Object.fromEntries(known.map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
  };
}
