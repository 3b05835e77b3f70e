import type { ApiObject } from '../api-object.ts';
import type { Definition } from '../schema/definition.ts';
import { crdStatus } from '../schema/crd-status.ts';
import { titleOf } from './api-status.ts';
import type { Cluster } from './cluster.ts';

/** What depends on other objects and is worked out last: a Service's address, whether a CustomResourceDefinition can be served. */
export function settle(cluster: Cluster, definition: Definition, object: ApiObject, before?: ApiObject): ApiObject {
  switch (titleOf(definition)) {
    case 'services':
      return withClusterIP(cluster, object, before);
    case 'customresourcedefinitions.apiextensions.k8s.io':
      return { ...object, status: crdStatus(object, { definitions: cluster.definitions, now: cluster.clock.now() }) };
    default:
      return object;
  }
}

interface ServiceSpec {
  type?: string;
  clusterIP?: string;
  clusterIPs?: string[];
}

function withClusterIP({ store }: Cluster, service: ApiObject, before: ApiObject | undefined): ApiObject {
  const spec = (service['spec'] ?? {}) as ServiceSpec;
  if (spec.type === 'ExternalName') {
    return service;
  }
  const kept = (before?.['spec'] as ServiceSpec | undefined)?.clusterIP;
  const clusterIP = spec.clusterIP ?? kept ?? freeAddress(new Set(store.list({ group: '', plural: 'services' }).map(({ spec: each }) => (each as ServiceSpec).clusterIP)));
  return { ...service, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } };
}

/** The first address of 10.96.0.0/16 that no Service has; .1 is the API server's own. */
function freeAddress(taken: ReadonlySet<string | undefined>): string {
  for (let number = 10; ; number += 1) {
    const address = `10.96.${number >> 8}.${number & 255}`;
    if (!taken.has(address)) {
      return address;
    }
  }
}
