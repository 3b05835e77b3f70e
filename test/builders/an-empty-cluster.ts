/** A cluster to install on: it answers what an installation asks, and does what Kubernetes and our own pods do then. */
import type { HttpRequest, HttpResponse, KubeObject } from '../../shared/kube/kube.ts';
import { customResourceDefinitions, deployments, mutatingWebhooks, validatingWebhooks } from '../../shared/kube/resources.ts';
import { FakeKube } from './fake-kube.ts';

export interface ClusterSettings {
  /** e.g. `1.37` */
  readonly version?: string;
  /** Verbs and plurals that the user lacks, e.g. `create clusterroles`; none: a cluster admin. */
  readonly denied?: readonly string[];
  /** Titles (`Deployment webhook`) that the API server refuses in a dry run, and its message. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Kinds that never become ready. */
  readonly broken?: readonly string[];
}

export class EmptyCluster {
  readonly kube: FakeKube;
  readonly #stop = new AbortController();

  constructor({ version = '1.37', denied = [], refused = {}, broken = [] }: ClusterSettings = {}) {
    this.kube = new FakeKube();
    this.kube.onRequest = (path, request) => {
      if (path === '/version') {
        const [major, minor] = version.split('.');
        return answer(200, { major, minor });
      }
      return path.endsWith('/selfsubjectaccessreviews') ? review(request, denied) : dryRun(request, refused);
    };
    for (const resource of [customResourceDefinitions, deployments, mutatingWebhooks, validatingWebhooks].filter(({ kind }) => !broken.includes(kind))) {
      void this.#bringToLife(resource);
    }
  }

  end(): void {
    this.#stop.abort();
  }

  async #bringToLife(resource: typeof deployments): Promise<void> {
    for await (const { type, object } of this.kube.watch({ resource }, '0', this.#stop.signal)) {
      if (type !== 'DELETED') {
        this.kube.put(alive(object));
      }
    }
  }
}

/** The object as it is when it does its work. */
export function alive(object: KubeObject): KubeObject {
  const { spec, webhooks } = object as KubeObject & { spec?: { replicas?: number }; webhooks?: { clientConfig: object }[] };
  if (webhooks !== undefined) {
    return { ...object, webhooks: webhooks.map((webhook) => ({ ...webhook, clientConfig: { ...webhook.clientConfig, caBundle: 'Y2E=' } })) } as KubeObject;
  }
  const replicas = spec?.replicas ?? 1;
  const status = object.kind === deployments.kind
    ? { observedGeneration: object.metadata.generation, replicas, updatedReplicas: replicas, availableReplicas: replicas }
    : { conditions: [{ type: 'Established', status: 'True' }] };
  return { ...object, status } as KubeObject;
}

function answer(status: number, body: object): HttpResponse {
  return { status, headers: {}, text: JSON.stringify(body) };
}

function review({ body }: HttpRequest, denied: readonly string[]): HttpResponse {
  const { verb, resource } = (body as { spec: { resourceAttributes: { verb: string; resource: string } } }).spec.resourceAttributes;
  return answer(201, { status: { allowed: resource === '*' ? denied.length === 0 : !denied.includes(`${verb} ${resource}`) } });
}

function dryRun({ body }: HttpRequest, refused: Readonly<Record<string, string>>): HttpResponse {
  const object = body as KubeObject;
  const message = refused[`${object.kind} ${object.metadata.name}`];
  return message === undefined ? answer(200, object) : answer(403, { kind: 'Status', message });
}
