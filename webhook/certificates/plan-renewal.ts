/**
 * What is to be done about the certificates: a pure function of what the Secret has, what is published and what time it is. Nothing that
 * those who check do not trust yet is ever served: an authority is published first, and signs a while later.
 */
import { certificatesIn, factsOf, isSignedFor, isValidAt, renewalOf } from './certificate-facts.ts';
import type { KeptCertificates } from './kept-certificates.ts';

/** How long an authority must have been published before it signs: every API server has heard of it by then. */
export const overlapSeconds = 30;
/** Clocks are set, machines sleep: once a day is often enough to notice. */
const longestRestMs = 24 * 3600 * 1000;

export interface Situation {
  readonly kept: KeptCertificates;
  /** PEM of the caBundle of each webhook in each configuration there is; empty where none is filled in. */
  readonly published: readonly string[];
  readonly hosts: readonly string[];
  readonly now: Date;
}

/** One thing to do, and why; the plan is made anew after it. */
export type Renewal =
  /** Nobody trusts anything yet: make an authority and a certificate. */
  | { readonly do: 'begin'; readonly because: string }
  /** Make an authority that signs later, and trust it besides these. */
  | { readonly do: 'introduce-authority'; readonly because: string; readonly trusted: readonly string[] }
  /** Let the next authority be the one that signs, and sign with it. */
  | { readonly do: 'change-authority'; readonly because: string }
  | { readonly do: 'issue-certificate'; readonly because: string; readonly trusted: readonly string[] }
  | { readonly do: 'publish'; readonly because: string; readonly trusted: readonly string[] }
  /** The next authority is published: remember since when. */
  | { readonly do: 'note-published'; readonly because: string }
  | { readonly do: 'rest'; readonly because: string; readonly until: Date };

/** What comes next. */
export function planRenewal({ kept, published, hosts, now }: Situation): Renewal {
  const { authority, nextAuthority, nextPublishedAt } = kept;
  if (authority === undefined && nextAuthority === undefined) {
    return first(published, now);
  }
  const trusted = trustedBy(kept, now);
  const signsAt = nextAuthority === undefined || nextPublishedAt === undefined ? undefined : new Date(nextPublishedAt.getTime() + overlapSeconds * 1000);
  const isPublished = published.every((bundle) => isSame(certificatesIn(bundle), trusted));
  if (isPublished && signsAt !== undefined && signsAt <= now) {
    return { do: 'change-authority', because: `the next authority has been published since ${nextPublishedAt?.toISOString()}` };
  }
  const canSign = authority !== undefined && isValidAt(authority.certificate, now);
  const lacking = canSign ? whatIsWrong(kept, hosts) : undefined;
  if (lacking !== undefined) {
    return { do: 'issue-certificate', because: lacking, trusted };
  }
  if (canSign && isDue(kept, now)) {
    return { do: 'issue-certificate', because: 'the certificate comes to its end', trusted: currentOnly(kept) };
  }
  if (nextAuthority === undefined && (!canSign || renewalOf(authority.certificate) <= now)) {
    return { do: 'introduce-authority', because: 'the authority comes to its end', trusted };
  }
  if (!isPublished) {
    return { do: 'publish', because: 'a webhook configuration does not have our authorities', trusted };
  }
  if (nextAuthority !== undefined && signsAt === undefined) {
    return { do: 'note-published', because: 'the next authority is in all webhook configurations' };
  }
  return { do: 'rest', because: 'all is current', until: signsAt ?? firstRenewal(kept, now) };
}

/** What was published before the Secret was lost stays trusted: replicas may serve by it still. */
function first(published: readonly string[], now: Date): Renewal {
  const trusted = [...new Set(published.flatMap(certificatesIn))].filter((certificate) => isValidAt(certificate, now));
  if (trusted.length === 0) {
    return { do: 'begin', because: 'there is no authority yet' };
  }
  return { do: 'introduce-authority', because: 'the authority that is published was lost', trusted };
}

/** Ours, and those that signed before and are valid still. */
function trustedBy({ authority, nextAuthority, trusted }: KeptCertificates, now: Date): string[] {
  const ours = [authority, nextAuthority].flatMap((pair) => (pair === undefined ? [] : certificatesIn(pair.certificate)));
  return [...new Set([...trusted.filter((certificate) => isValidAt(certificate, now)), ...ours])];
}

/** When a certificate has come to its end nobody serves one of an earlier authority any more; when it was lost, somebody may. */
function currentOnly({ authority, nextAuthority }: KeptCertificates): string[] {
  return [authority, nextAuthority].flatMap((pair) => (pair === undefined ? [] : certificatesIn(pair.certificate)));
}

function whatIsWrong({ authority, serving }: KeptCertificates, hosts: readonly string[]): string | undefined {
  if (serving === undefined) {
    return 'there is no certificate';
  }
  return authority !== undefined && isSignedFor(serving, authority, hosts) ? undefined : `the certificate is not one of our authority for ${hosts.join(', ')}`;
}

/** One that ends with its authority cannot be had for longer. */
function isDue({ authority, serving }: KeptCertificates, now: Date): boolean {
  return authority !== undefined && serving !== undefined
    && factsOf(serving.certificate).until < factsOf(authority.certificate).until && renewalOf(serving.certificate) <= now;
}

function firstRenewal({ authority, serving }: KeptCertificates, now: Date): Date {
  const renewals = [authority, serving].flatMap((pair) => (pair === undefined ? [] : [renewalOf(pair.certificate).getTime()]));
  return new Date(Math.min(...renewals, now.getTime() + longestRestMs));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
