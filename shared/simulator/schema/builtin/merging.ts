/** How lists and maps of the built-in kinds are merged, by server-side apply and by strategic merge patches: what the models do not say. */
import type { Schema } from '../schema.ts';

/** Lists whose items are known by these fields, the first of which is the key of a strategic merge patch. */
const keyedLists: Record<string, string> = {
  'type': 'DaemonSetStatus.conditions DeploymentStatus.conditions HorizontalPodAutoscalerStatus.conditions NamespaceStatus.conditions NodeStatus.addresses NodeStatus.conditions PersistentVolumeClaimStatus.conditions PodDisruptionBudgetStatus.conditions PodStatus.conditions ReplicaSetStatus.conditions ReplicationControllerStatus.conditions ServiceStatus.conditions StatefulSetStatus.conditions',
  'name': 'Container.env ContainerStatus.allocatedResourcesStatus EphemeralContainer.env MutatingWebhook.matchConditions MutatingWebhookConfiguration.webhooks PodSpec.containers PodSpec.ephemeralContainers PodSpec.imagePullSecrets PodSpec.initContainers PodSpec.resourceClaims PodSpec.schedulingGates PodSpec.volumes PodStatus.resourceClaimStatuses ServiceAccount.secrets ValidatingAdmissionPolicySpec.matchConditions ValidatingAdmissionPolicySpec.variables ValidatingWebhook.matchConditions ValidatingWebhookConfiguration.webhooks',
  'containerPort,protocol': 'Container.ports EphemeralContainer.ports',
  'devicePath': 'Container.volumeDevices EphemeralContainer.volumeDevices',
  'mountPath': 'Container.volumeMounts ContainerStatus.volumeMounts EphemeralContainer.volumeMounts',
  'ip': 'PodSpec.hostAliases PodStatus.podIPs',
  'port,protocol': 'ServiceSpec.ports',
  'rule': 'JSONSchemaProps.x-kubernetes-validations',
  'topologyKey,whenUnsatisfiable': 'PodSpec.topologySpreadConstraints',
  'uid': 'ObjectMeta.ownerReferences',
};
/** The same, but a strategic merge patch replaces them. */
const keyedListsOfApply: Record<string, string> = {
  name: 'ResourceRequirements.claims',
  resourceID: 'ResourceStatus.resources',
  type: 'CustomResourceDefinitionStatus.conditions ValidatingAdmissionPolicyStatus.conditions',
};
/** Lists as a whole for server-side apply, which a strategic merge patch merges. */
const keyedListsOfPatch: Record<string, string> = { ip: 'PodStatus.hostIPs', type: 'JobStatus.conditions' };
const sets = 'ContainerRestartRuleOnExitCodes.values Endpoint.addresses NodeSpec.podCIDRs ObjectMeta.finalizers PodFailurePolicyOnExitCodesRequirement.values UncountedTerminatedPods.failed UncountedTerminatedPods.succeeded ValidatingAdmissionPolicyBindingSpec.validationActions';
const atomicMaps = 'PodSpec.nodeSelector ReplicationControllerSpec.selector ServiceSpec.selector';
const atomicTypes = 'ConfigMapKeySelector CrossVersionObjectReference EndpointAddress EndpointPort FileKeySelector LabelSelector LocalObjectReference MatchResources NamedRuleWithOperations NodeSelector NodeSelectorTerm ObjectFieldSelector ObjectReference OwnerReference ParamKind ParamRef ResourceFieldSelector RoleRef ScopeSelector SecretKeySelector ServiceBackendPort Subject TypedLocalObjectReference Variable';
/** Where the patch says otherwise than its list does. */
const patchStrategies: Record<string, string> = {
  'merge': 'NodeSpec.podCIDRs ObjectMeta.finalizers',
  'merge,retainKeys': 'PodSpec.resourceClaims PodSpec.volumes PodStatus.resourceClaimStatuses',
  'replace': 'PodDisruptionBudgetSpec.selector',
  'retainKeys': 'DeploymentSpec.strategy',
};

/** By Go's name of a type, as `LabelSelector`, or of a field, as `PodSpec.containers`. */
export const merging: ReadonlyMap<string, Partial<Schema>> = collect();

function collect(): Map<string, Partial<Schema>> {
  const found = new Map<string, Partial<Schema>>();
  const add = (places: string, facts: (Partial<Schema>)) => places.split(' ').forEach((place) => found.set(place, { ...found.get(place), ...facts }));
  for (const [keys, places] of Object.entries(keyedLists)) {
    add(places, { ...listOf(keys), ...patchedBy(keys) });
  }
  Object.entries(keyedListsOfApply).forEach(([keys, places]) => add(places, listOf(keys)));
  Object.entries(keyedListsOfPatch).forEach(([keys, places]) => add(places, { ...patchedBy(keys), 'x-kubernetes-list-type': 'atomic' }));
  add(sets, { 'x-kubernetes-list-type': 'set' });
  add(`${atomicMaps} ${atomicTypes}`, { 'x-kubernetes-map-type': 'atomic' });
  Object.entries(patchStrategies).forEach(([strategy, places]) => add(places, { 'x-kubernetes-patch-strategy': strategy }));
  return found;
}

function listOf(keys: string): Partial<Schema> {
  return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys.split(',') };
}

function patchedBy(keys: string): Partial<Schema> {
  return { 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-patch-merge-key': keys.split(',')[0]! };
}
