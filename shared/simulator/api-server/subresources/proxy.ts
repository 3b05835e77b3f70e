import { badRequest } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { ApiResponse, Call } from '../request.ts';
import { proxyTarget } from '../../pods/proxy-target.ts';
import { proxyThrough } from '../../pods/proxy.ts';

/** Any request to `services/<name>/proxy/...` or `pods/<name>/proxy/...`, passed on to what listens there. @throws ApiStatus 404, 503 */
export async function proxy(cluster: Cluster, call: Call): Promise<ApiResponse> {
  const { definition, namespace, method, query, headers, body, signal, rest } = call;
  const { scheme, name, port } = parseProxyName(call.name);
  if (rest === '' && !call.path.endsWith('/')) {
    return { status: 301, headers: { Location: `${call.path}/` }, body: '' };
  }
  const address = proxyTarget(cluster, { definition, namespace, name, port });
  return await proxyThrough(address, { method, path: rest === '' ? '/' : rest, query, headers, body, signal }, scheme);
}

/** `https:name:port`, `name:port` or `name`. */
function parseProxyName(text: string): { scheme: 'http' | 'https'; name: string; port: string | undefined } {
  const parts = text.split(':');
  if (parts.length > 3 || (parts.length === 3 && !['http', 'https', ''].includes(parts[0]!))) {
    throw badRequest(`invalid service request "${text}"`);
  }
  const [scheme, name, port] = parts.length === 3 ? parts : ['', ...parts];
  return { scheme: scheme === 'https' ? 'https' : 'http', name: name ?? '', port: port === '' ? undefined : port };
}
