/** What the roles that every cluster has allow. The rules of admin, edit and view are gathered from the aggregate-to ones by their labels. */
import type { PolicyRule } from './policy-rule.ts';

const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const readAndWrite = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const create = ['create'];

const health = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

function on(group: string | readonly string[], resources: readonly string[], verbs: readonly string[]): PolicyRule {
  return { apiGroups: typeof group === 'string' ? [group] : group, resources, verbs };
}

export const clusterAdmin: readonly PolicyRule[] = [on('*', ['*'], ['*']), { nonResourceURLs: ['*'], verbs: ['*'] }];

export const discovery: readonly PolicyRule[] = [{ nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'], verbs: ['get'] }];

export const publicInfo: readonly PolicyRule[] = [{ nonResourceURLs: health, verbs: ['get'] }];

export const basicUser: readonly PolicyRule[] = [
  on('authorization.k8s.io', ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], create),
  on('authentication.k8s.io', ['selfsubjectreviews'], create),
];

export const authDelegator: readonly PolicyRule[] = [
  on('authentication.k8s.io', ['tokenreviews'], create),
  on('authorization.k8s.io', ['subjectaccessreviews'], create),
];

export const monitoring: readonly PolicyRule[] = [
  { nonResourceURLs: ['/flagz', '/healthz', '/healthz/*', '/livez', '/livez/*', '/metrics', '/metrics/slis', '/readyz', '/readyz/*', '/statusz'], verbs: ['get'] },
  on('', ['nodes/metrics'], ['get']),
];

export const aggregateToAdmin: readonly PolicyRule[] = [
  on('authorization.k8s.io', ['localsubjectaccessreviews'], create),
  on('rbac.authorization.k8s.io', ['rolebindings', 'roles'], readAndWrite),
];

export const aggregateToEdit: readonly PolicyRule[] = [
  on('', ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'], read),
  on('', ['serviceaccounts'], ['impersonate']),
  on('', ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'], write),
  on('', ['pods/eviction'], create),
  on('', ['configmaps', 'persistentvolumeclaims', 'replicationcontrollers', 'replicationcontrollers/scale', 'secrets', 'serviceaccounts', 'services', 'services/proxy'], write),
  on('', ['serviceaccounts/token'], create),
  on(['', 'events.k8s.io'], ['events'], write),
  on('apps', ['daemonsets', 'deployments', 'deployments/rollback', 'deployments/scale', 'replicasets', 'replicasets/scale', 'statefulsets', 'statefulsets/scale'], write),
  on('autoscaling', ['horizontalpodautoscalers'], write),
  on('batch', ['cronjobs', 'jobs'], write),
  on('policy', ['poddisruptionbudgets'], write),
  on('networking.k8s.io', ['ingresses', 'networkpolicies'], write),
  on('coordination.k8s.io', ['leases'], readAndWrite),
];

export const aggregateToView: readonly PolicyRule[] = [
  on('', ['configmaps', 'endpoints', 'persistentvolumeclaims', 'persistentvolumeclaims/status', 'pods', 'replicationcontrollers', 'replicationcontrollers/scale', 'serviceaccounts', 'services', 'services/status'], read),
  on('', ['bindings', 'limitranges', 'namespaces/status', 'pods/log', 'pods/status', 'replicationcontrollers/status', 'resourcequotas', 'resourcequotas/status'], read),
  on('', ['namespaces'], read),
  on(['', 'events.k8s.io'], ['events'], read),
  on('discovery.k8s.io', ['endpointslices'], read),
  on('apps', ['controllerrevisions', 'daemonsets', 'daemonsets/status', 'deployments', 'deployments/scale', 'deployments/status', 'replicasets', 'replicasets/scale', 'replicasets/status', 'statefulsets', 'statefulsets/scale', 'statefulsets/status'], read),
  on('autoscaling', ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'], read),
  on('batch', ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'], read),
  on('policy', ['poddisruptionbudgets', 'poddisruptionbudgets/status'], read),
  on('networking.k8s.io', ['ingresses', 'ingresses/status', 'networkpolicies'], read),
];
