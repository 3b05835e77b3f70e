import type { ApiObject } from '../api-object.ts';
import { titleOf } from './api-status.ts';
import type { ResourceName } from '../storage/store.ts';

/** What the API server, and no default of a schema, gives to a new object of some kinds. */
export function initialState(resource: ResourceName, object: ApiObject): ApiObject {
  return initialStates[titleOf(resource)]?.(object) ?? object;
}

const initialStates: Partial<Record<string, (object: ApiObject) => ApiObject>> = {
  'namespaces': (namespace) => ({
    ...namespace,
    metadata: { ...namespace.metadata, labels: { ...namespace.metadata.labels, 'kubernetes.io/metadata.name': namespace.metadata.name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }),
  'pods': (pod) => ({ ...pod, status: { phase: 'Pending', qosClass: qosClassOf(pod) } }),
  'services': (service) => ({ ...service, status: { loadBalancer: {} } }),
  'deployments.apps': (deployment) => ({ ...deployment, status: {} }),
  'replicasets.apps': (replicaSet) => ({ ...replicaSet, status: { replicas: 0 } }),
  'statefulsets.apps': (statefulSet) => ({ ...statefulSet, status: { replicas: 0, availableReplicas: 0 } }),
  'daemonsets.apps': (daemonSet) => ({ ...daemonSet, status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 } }),
};

interface Resources {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
}

/** How hard the node would try to keep it: by whether requests and limits are given, and equal. */
function qosClassOf(pod: ApiObject): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const { containers = [] } = (pod['spec'] ?? {}) as { containers?: { resources?: Resources }[] };
  const given = containers.map(({ resources = {} }) => ({ requests: resources.requests ?? {}, limits: resources.limits ?? {} }));
  if (given.every(({ requests, limits }) => Object.keys(requests).length + Object.keys(limits).length === 0)) {
    return 'BestEffort';
  }
  const isFull = ({ requests, limits }: Required<Resources>) => ['cpu', 'memory'].every((name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name]);
  return given.every(isFull) ? 'Guaranteed' : 'Burstable';
}
