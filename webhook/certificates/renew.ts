import { certificatesIn } from './certificate-facts.ts';
import { issueAuthority, issueServing } from './issue.ts';
import type { KeyPair } from './issue.ts';
import type { KeptCertificates } from './kept-certificates.ts';
import type { Renewal } from './plan-renewal.ts';

/** The steps of a plan that change what is kept. */
export type KeptChange = Exclude<Renewal, { do: 'publish' | 'rest' }>;

/** What is kept after this step; keys are made here, nothing is written. */
export async function renew(change: KeptChange, kept: KeptCertificates, { hosts, now }: { hosts: readonly string[]; now: Date }): Promise<KeptCertificates> {
  switch (change.do) {
    case 'begin': {
      const authority = await issueAuthority(now);
      return { ...kept, authority, serving: await issueServing({ authority, hosts, now }), trusted: certificatesIn(authority.certificate) };
    }
    case 'introduce-authority': {
      const nextAuthority = await issueAuthority(now);
      return { ...kept, nextAuthority, nextPublishedAt: undefined, trusted: [...change.trusted, ...certificatesIn(nextAuthority.certificate)] };
    }
    case 'note-published':
      return { ...kept, nextPublishedAt: now };
    case 'change-authority': {
      const authority = requireNext(kept);
      return { ...kept, authority, nextAuthority: undefined, nextPublishedAt: undefined, serving: await issueServing({ authority, hosts, now }) };
    }
    case 'issue-certificate':
      return { ...kept, serving: await issueServing({ authority: requireAuthority(kept), hosts, now }), trusted: change.trusted };
  }
}

function requireNext({ nextAuthority }: KeptCertificates): KeyPair {
  if (nextAuthority === undefined) {
    throw new Error('a plan changes the authority, but there is no next one');
  }
  return nextAuthority;
}

function requireAuthority({ authority }: KeptCertificates): KeyPair {
  if (authority === undefined) {
    throw new Error('a plan issues a certificate, but there is no authority');
  }
  return authority;
}
