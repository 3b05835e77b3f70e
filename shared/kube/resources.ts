/** The kinds we read or write, with what the REST paths need. One line per kind. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const namespaced = (apiVersion: string, kind: string, plural: string): Resource => ({ apiVersion, kind, plural, namespaced: true });
const clusterScoped = (apiVersion: string, kind: string, plural: string): Resource => ({ apiVersion, kind, plural, namespaced: false });

export const canaries = namespaced('kubectl-canary.dev/v1beta1', 'Canary', 'canaries');
export const metricTemplates = namespaced('kubectl-canary.dev/v1beta1', 'MetricTemplate', 'metrictemplates');
export const alertProviders = namespaced('kubectl-canary.dev/v1beta1', 'AlertProvider', 'alertproviders');
export const deployments = namespaced('apps/v1', 'Deployment', 'deployments');
export const replicaSets = namespaced('apps/v1', 'ReplicaSet', 'replicasets');
export const pods = namespaced('v1', 'Pod', 'pods');
export const services = namespaced('v1', 'Service', 'services');
export const secrets = namespaced('v1', 'Secret', 'secrets');
export const configMaps = namespaced('v1', 'ConfigMap', 'configmaps');
export const serviceAccounts = namespaced('v1', 'ServiceAccount', 'serviceaccounts');
export const events = namespaced('v1', 'Event', 'events');
export const namespaces = clusterScoped('v1', 'Namespace', 'namespaces');
export const leases = namespaced('coordination.k8s.io/v1', 'Lease', 'leases');
export const traefikServices = namespaced('traefik.io/v1alpha1', 'TraefikService', 'traefikservices');
export const ingressRoutes = namespaced('traefik.io/v1alpha1', 'IngressRoute', 'ingressroutes');
export const ingresses = namespaced('networking.k8s.io/v1', 'Ingress', 'ingresses');
export const customResourceDefinitions = clusterScoped('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions');
export const mutatingWebhooks = clusterScoped('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations');
export const validatingWebhooks = clusterScoped('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'validatingwebhookconfigurations');
export const validatingPolicies = clusterScoped('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies');
export const validatingPolicyBindings = clusterScoped('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings');
export const clusterRoles = clusterScoped('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles');
export const clusterRoleBindings = clusterScoped('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings');
export const roles = namespaced('rbac.authorization.k8s.io/v1', 'Role', 'roles');
export const roleBindings = namespaced('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings');
export const podDisruptionBudgets = namespaced('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets');
