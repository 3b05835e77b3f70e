import { Unreachable } from '../../kube/kube.ts';
import type { Kube } from '../../kube/kube.ts';
import { collectionPath } from '../../kube/paths.ts';
import { pods } from '../../kube/resources.ts';
import { apiServerRefusal } from '../../kube/service-proxy.ts';
import type { Pod } from './find-pods.ts';

const timeoutMs = 10_000;

/**
 * The text of a pod's /metrics, read through the API server, which is the same way from everywhere. Undefined where there is nothing to
 * count: the pod is gone by now, or not ready yet and does not answer. @throws Unreachable where a ready pod does not answer.
 */
export async function readMetrics(kube: Kube, pod: Pod, defaultPort: number | undefined): Promise<string | undefined> {
  const { name, namespace = 'default', annotations = {} } = pod.metadata;
  const port = portOf(pod, defaultPort);
  const scheme = annotations['prometheus.io/scheme'] === 'https' ? 'https:' : '';
  const path = (annotations['prometheus.io/path'] ?? '/metrics').replace(/^\/?/, '/');
  const title = `${path} of pod ${name}.${namespace} on port ${port}`;
  const response = await kube.request(`${collectionPath(pods, namespace)}/${scheme}${name}:${port}/proxy${path}`, { timeoutMs, headers: { Accept: 'text/plain;version=0.0.4' } });
  const refusal = apiServerRefusal(response);
  if (refusal !== undefined && (response.status === 404 || (response.status >= 500 && !isReady(pod)))) {
    return undefined;
  }
  if (refusal !== undefined) {
    throw new Unreachable(`${title} cannot be read: ${refusal}`);
  }
  if (response.status !== 200) {
    throw new Unreachable(`${title} answered HTTP ${response.status}: set annotations prometheus.io/port and prometheus.io/path on the pod`);
  }
  return response.text;
}

/** The annotation that Prometheus installations go by, else the data plane's usual port, else one that is named for it, else the first. */
function portOf({ metadata, spec }: Pod, defaultPort: number | undefined): number | string {
  const annotated = metadata.annotations?.['prometheus.io/port'];
  const ports = spec?.containers.flatMap((container) => container.ports ?? []) ?? [];
  const named = ports.find(({ name }) => name?.includes('metrics'));
  return annotated ?? defaultPort ?? (named ?? ports[0])?.containerPort ?? 80;
}

function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}
