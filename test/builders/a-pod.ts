/** A pod with a /metrics page, as the API server shows both. */
import type { HttpResponse } from '../../shared/kube/kube.ts';
import type { Pod } from '../../shared/metrics/scraping/find-pods.ts';
import { FakeKube } from './fake-kube.ts';

export interface PodOptions {
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly ports?: { name?: string; containerPort: number }[];
  readonly phase?: string;
  readonly ready?: boolean;
  readonly restarts?: number;
}

/** A running, ready pod of Traefik's unless told otherwise. */
export function aPod(name: string, { namespace = 'traefik', uid = `uid-${name}`, labels = { app: 'traefik' }, annotations = {}, ports = [], phase = 'Running', ready = true, restarts = 0 }: PodOptions = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid, labels, annotations },
    spec: { containers: [{ ports }] },
    status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }], containerStatuses: [{ restartCount: restarts }] },
  };
}

/** A cluster in which these pods say this on /metrics; a response is given as it is. */
export function scrapedKube(pods: readonly { pod: Pod; says: string | HttpResponse }[]): FakeKube {
  const kube = new FakeKube().put(...pods.map(({ pod }) => pod));
  kube.onRequest = (path) => {
    const found = pods.find(({ pod }) => path.includes(`/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}:`));
    if (found === undefined) {
      return apiServerSays(404, 'pods not found');
    }
    return typeof found.says === 'string' ? { status: 200, headers: {}, text: found.says } : found.says;
  };
  return kube;
}

/** What the API server itself answers in place of a pod or Service. */
export function apiServerSays(code: number, message: string): HttpResponse {
  return { status: code, headers: {}, text: JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code }) };
}
