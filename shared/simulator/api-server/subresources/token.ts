import { randomBytes } from 'node:crypto';
import { notFound } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { Call } from '../request.ts';

const usualSeconds = 3600;

/** POST of a TokenRequest: from now on who brings this token is that service account. @throws ApiStatus 404 */
export function requestToken(cluster: Cluster, { definition, namespace, name, body }: Call): object {
  if (cluster.store.get(definition, namespace, name) === undefined) {
    throw notFound(definition, name);
  }
  const { spec = {} } = (body === '' ? {} : JSON.parse(body)) as { spec?: { expirationSeconds?: number; audiences?: string[] } };
  const { expirationSeconds = usualSeconds, audiences = ['https://kubernetes.default.svc'] } = spec;
  const token = ['{"alg":"RS256"}', JSON.stringify({ aud: audiences, sub: `system:serviceaccount:${namespace}:${name}` }), randomBytes(24)].map((part) => Buffer.from(part).toString('base64url')).join('.');
  cluster.accounts.push({
    token,
    user: { username: `system:serviceaccount:${namespace}:${name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'] },
  });
  const expirationTimestamp = new Date(cluster.clock.now().getTime() + expirationSeconds * 1000).toISOString();
  return { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name, namespace }, spec: { audiences, expirationSeconds, boundObjectRef: null }, status: { token, expirationTimestamp } };
}
