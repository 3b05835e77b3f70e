import { stringify } from 'yaml';

export interface KubeconfigOptions {
  readonly server: string;
  /** PEM */
  readonly certificateAuthority: string;
  readonly user: string;
  readonly token: string;
  readonly namespace: string;
}

/** What kubectl needs to reach the simulated cluster, as YAML. It carries the user's token. */
export function renderKubeconfig({ server, certificateAuthority, user, token, namespace }: KubeconfigOptions): string {
  const name = 'simulated';
  return stringify({
    apiVersion: 'v1', kind: 'Config', 'current-context': name,
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(certificateAuthority).toString('base64') } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user, namespace } }],
  });
}
