import { randomUUID } from 'node:crypto';
import type { ApiObject } from '../api-object.ts';
import type { ResourceName } from '../storage/store.ts';
import { bootstrapRbac } from './bootstrap-rbac.ts';
import { initialState } from './initial-state.ts';

const namespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** What is in every cluster from its first moment, complete as it is stored. */
export function bootstrapObjects(now: string): [ResourceName, ApiObject][] {
  return [...namespaces.map(namespaceObject), apiService(), ...bootstrapRbac()].map((object) => {
    const resource = resourceNameOf(object);
    return [resource, initialState(resource, { ...object, metadata: { ...object.metadata, uid: randomUUID(), creationTimestamp: now } })];
  });
}

function namespaceObject(name: string): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Where pods find the API server. */
function apiService(): ApiObject {
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { type: 'ClusterIP', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster', sessionAffinity: 'None', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
  };
}

function resourceNameOf({ apiVersion, kind }: ApiObject): ResourceName {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return { group, plural: `${kind.toLowerCase()}s` };
}
