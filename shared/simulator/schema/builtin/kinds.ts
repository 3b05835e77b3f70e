/** What the API server knows of a kind besides its fields. One line per kind and version; the first version of a group is the preferred one. */
export interface BuiltinKind {
  readonly kind: string;
  readonly plural: string;
  /** Name of client-node's model. */
  readonly model: string;
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly hasStatus: boolean;
  readonly hasGeneration: boolean;
  /** Path of the selector; absent: no scale subresource. */
  readonly scaleSelector?: string;
  readonly selectableFields: readonly string[];
}

type Facts = Partial<Omit<BuiltinKind, 'kind' | 'plural' | 'group' | 'version'>>;

const clusterWide = { namespaced: false } as const;
const withStatus = { hasStatus: true } as const;
const counted = { hasGeneration: true } as const;
const scaled = { scaleSelector: '.status.selector' } as const;
const inAll = { categories: ['all'] } as const;
const extendsApi = { ...clusterWide, ...counted, categories: ['api-extensions'] } as const;
const workload = { ...withStatus, ...counted, ...inAll } as const;

const eventFields = ['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid', 'involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath', 'reason', 'reportingComponent', 'source', 'type'];
const podFields = ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'];

export const kinds: readonly BuiltinKind[] = [
  of('v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  of('v1', 'Endpoints', 'endpoints', { shortNames: ['ep'] }),
  of('v1', 'Event', 'events', { model: 'CoreV1Event', shortNames: ['ev'], selectableFields: eventFields }),
  of('v1', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  of('v1', 'Namespace', 'namespaces', { ...clusterWide, ...withStatus, shortNames: ['ns'], selectableFields: ['status.phase'] }),
  of('v1', 'Node', 'nodes', { ...clusterWide, ...withStatus, shortNames: ['no'], selectableFields: ['spec.unschedulable'] }),
  of('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', { ...withStatus, shortNames: ['pvc'] }),
  of('v1', 'Pod', 'pods', { ...workload, shortNames: ['po'], selectableFields: podFields }),
  of('v1', 'ReplicationController', 'replicationcontrollers', { ...workload, ...scaled, shortNames: ['rc'], selectableFields: ['status.replicas'] }),
  of('v1', 'ResourceQuota', 'resourcequotas', { ...withStatus, shortNames: ['quota'] }),
  of('v1', 'Secret', 'secrets', { selectableFields: ['type'] }),
  of('v1', 'Service', 'services', { ...withStatus, ...inAll, shortNames: ['svc'], selectableFields: ['spec.clusterIP', 'spec.type'] }),
  of('v1', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'] }),
  of('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', extendsApi),
  of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', { ...extendsApi, ...withStatus }),
  of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', extendsApi),
  of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', extendsApi),
  of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', { ...extendsApi, ...withStatus, shortNames: ['crd', 'crds'] }),
  of('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  of('apps/v1', 'DaemonSet', 'daemonsets', { ...workload, shortNames: ['ds'] }),
  of('apps/v1', 'Deployment', 'deployments', { ...workload, ...scaled, shortNames: ['deploy'] }),
  of('apps/v1', 'ReplicaSet', 'replicasets', { ...workload, ...scaled, shortNames: ['rs'], selectableFields: ['status.replicas'] }),
  of('apps/v1', 'StatefulSet', 'statefulsets', { ...workload, ...scaled, shortNames: ['sts'] }),
  of('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', { ...workload, model: 'V2HorizontalPodAutoscaler', shortNames: ['hpa'] }),
  of('autoscaling/v1', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', { ...workload, shortNames: ['hpa'] }),
  of('batch/v1', 'CronJob', 'cronjobs', { ...workload, shortNames: ['cj'] }),
  of('batch/v1', 'Job', 'jobs', { ...workload, selectableFields: ['status.successful'] }),
  of('coordination.k8s.io/v1', 'Lease', 'leases'),
  of('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', counted),
  of('networking.k8s.io/v1', 'Ingress', 'ingresses', { ...withStatus, ...counted, shortNames: ['ing'] }),
  of('networking.k8s.io/v1', 'IngressClass', 'ingressclasses', { ...clusterWide, ...counted }),
  of('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', { ...counted, shortNames: ['netpol'] }),
  of('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', { ...withStatus, ...counted, shortNames: ['pdb'] }),
  of('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', clusterWide),
  of('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', clusterWide),
  of('rbac.authorization.k8s.io/v1', 'Role', 'roles'),
  of('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'),
  of('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', { ...clusterWide, ...counted, shortNames: ['pc'] }),
];

function of(apiVersion: string, kind: string, plural: string, facts: Facts = {}): BuiltinKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { kind, plural, model: `V1${kind}`, group, version, namespaced: true, shortNames: [], categories: [], hasStatus: false, hasGeneration: false, selectableFields: [], ...facts };
}
