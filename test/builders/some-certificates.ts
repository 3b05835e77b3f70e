import { certificatesIn } from '../../webhook/certificates/certificate-facts.ts';
import { issueAuthority, issueServing } from '../../webhook/certificates/issue.ts';
import type { KeyPair } from '../../webhook/certificates/issue.ts';
import type { KeptCertificates } from '../../webhook/certificates/kept-certificates.ts';

export const webhookHosts = ['webhook.kubectl-canary-system.svc', 'webhook.kubectl-canary-system.svc.cluster.local'];

/** What is kept when all is well since that moment. */
export async function someCertificates(since: Date): Promise<KeptCertificates & { readonly authority: KeyPair; readonly serving: KeyPair }> {
  const authority = await issueAuthority(since);
  const serving = await issueServing({ authority, hosts: webhookHosts, now: since });
  return { authority, serving, nextAuthority: undefined, nextPublishedAt: undefined, trusted: certificatesIn(authority.certificate) };
}
