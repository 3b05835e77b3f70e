import { ApiError, Unreachable, isStatus } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { services } from '../../shared/kube/resources.ts';
import { serviceHost } from '../../shared/kube/service-proxy.ts';
import type { Http } from '../../shared/kube/service-proxy.ts';

/**
 * The same HTTP, but where a Service is not reached because this user may not see it, or may not go through the API server to it, that is
 * said (ApiError 403): its name does not resolve outside the cluster, so it would look as if it did not exist.
 */
export function tellPermission(send: Http, kube: Kube, namespace: string): Http {
  return async (url, request) => {
    try {
      return await send(url, request);
    } catch (thrown) {
      throw thrown instanceof Unreachable ? (await missingPermission(thrown, { kube, url, namespace })) ?? thrown : thrown;
    }
  };
}

async function missingPermission({ message }: Unreachable, { kube, url, namespace }: { kube: Kube; url: string; namespace: string }): Promise<ApiError | undefined> {
  if (/is forbidden: User "/.test(message)) {
    return new ApiError(403, 'Forbidden', message);
  }
  const host = kube.inCluster || !URL.canParse(url) ? undefined : serviceHost(new URL(url).hostname, namespace);
  if (host === undefined) {
    return undefined;
  }
  const answer: unknown = await kube.get({ resource: services, namespace: host.namespace, name: host.name }).catch((thrown: unknown) => thrown);
  return isStatus(answer, 403) ? answer : undefined;
}
