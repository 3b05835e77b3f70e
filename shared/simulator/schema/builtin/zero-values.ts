/** Which fields of the built-in kinds are left out when they are written as zero, false or empty: those that are no pointers in Go. */
import { typeNameOf } from '../schema.ts';
import type { Schema } from '../schema.ts';

const omittedNumbers = new Set([
  'ContainerImage.sizeBytes', 'ContainerPort.hostPort', 'ContainerStateTerminated.signal', 'CustomResourceColumnDefinition.priority', 'Event.count', 'Probe.failureThreshold', 'Probe.initialDelaySeconds', 'Probe.periodSeconds',
  'Probe.successThreshold', 'Probe.timeoutSeconds', 'ServiceBackendPort.number', 'ServicePort.nodePort', 'ServicePort.targetPort', 'ServiceSpec.healthCheckNodePort',
]);
const omittedNumberNames = new Set([
  'active', 'availableReplicas', 'currentReplicas', 'failed', 'fullyLabeledReplicas', 'generation', 'minReadySeconds', 'numberAvailable', 'numberUnavailable', 'observedGeneration', 'readyReplicas', 'replicas', 'succeeded', 'unavailableReplicas',
  'updatedNumberScheduled', 'updatedReplicas',
]);
const omittedFlagNames = new Set([
  'deprecated', 'exclusiveMaximum', 'exclusiveMinimum', 'globalDefault', 'hostIPC', 'hostNetwork', 'hostPID', 'nullable', 'paused', 'preserveUnknownFields', 'publishNotReadyAddresses', 'stdin', 'stdinOnce', 'tty', 'uniqueItems', 'unschedulable',
  'x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string',
]);
const keptTexts = new Set([
  'DiscoveryV1EndpointPort.name', 'EndpointPort.name', 'Event.reportingComponent', 'Event.reportingInstance', 'HostPathVolumeSource.type', 'LeaseSpec.holderIdentity', 'LeaseSpec.preferredHolder', 'PersistentVolumeClaimSpec.storageClassName',
]);
const keptLists = new Set(['ClusterRole.rules', 'CustomResourceDefinitionStatus.conditions', 'CustomResourceDefinitionStatus.storedVersions', 'EndpointSlice.endpoints', 'EndpointSlice.ports', 'HorizontalPodAutoscalerStatus.currentMetrics', 'Role.rules']);

/** Whether this value of an optional field is as good as none. */
export function isOmitted(value: unknown, owner: Schema, field: string, schema: Schema): boolean {
  if (owner.required?.includes(field) === true) {
    return false;
  }
  const place = () => `${typeNameOf(owner)}.${field}`;
  switch (value) {
    case '':
      return (schema.type === 'string' || schema['x-kubernetes-int-or-string'] === true) && !keptTexts.has(place());
    case 0:
      return omittedNumbers.has(place()) || (omittedNumberNames.has(field) && !/Spec\.replicas$/.test(place()));
    case false:
      return omittedFlagNames.has(field) || place() === 'VolumeMount.readOnly';
    default:
      return isEmpty(value) && schema.properties === undefined && (schema.type === 'array' || schema.type === 'object') && !keptLists.has(place());
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);
}
