/** Kinds with a few rules each. */
import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { forbidden, invalid, required } from '../causes.ts';
import { labelKeyProblems } from '../names.ts';
import { negativeCauses } from './numbers.ts';

/** What is wrong with a Lease. */
export function leaseCauses(lease: ApiObject): StatusCause[] {
  const { leaseDurationSeconds, leaseTransitions } = (lease['spec'] ?? {}) as { leaseDurationSeconds?: number; leaseTransitions?: number };
  return [
    ...(leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0 ? [invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0')] : []),
    ...negativeCauses({ 'spec.leaseTransitions': leaseTransitions }),
  ];
}

/** What is wrong with a Namespace. */
export function namespaceCauses(namespace: ApiObject): StatusCause[] {
  const { finalizers = [] } = (namespace['spec'] ?? {}) as { finalizers?: string[] };
  return finalizers.flatMap((finalizer) => [
    ...labelKeyProblems(finalizer).map((problem) => invalid('spec.finalizers', finalizer, problem)),
    ...(finalizer.includes('/') || ['kubernetes', 'orphan', 'foregroundDeletion'].includes(finalizer) ? [] : [invalid('spec.finalizers', finalizer, 'name is neither a standard finalizer name nor is it fully qualified')]),
  ]);
}

/** What is wrong with an Event of the core group: it lives where the object lives that it is about, or in `default`. */
export function eventCauses(event: ApiObject): StatusCause[] {
  const { namespace = '' } = (event['involvedObject'] ?? {}) as { namespace?: string };
  const isAtHome = namespace === event.metadata.namespace || (namespace === '' && ['default', 'kube-system'].includes(event.metadata.namespace ?? ''));
  return isAtHome ? [] : [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')];
}

const highestPriority = 1_000_000_000;

/** What is wrong with a PriorityClass, or with how it was changed. */
export function priorityClassCauses(priorityClass: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { metadata: { name }, value = 0 } = priorityClass as ApiObject & { value?: number };
  const isOfSystem = name.startsWith('system-');
  const isKnown = ['system-cluster-critical', 'system-node-critical'].includes(name);
  return [
    ...(isOfSystem && !isKnown ? [forbidden('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${name} is not a known system priority class`)] : []),
    ...(!isOfSystem && value > highestPriority ? [forbidden('value', `maximum allowed value of a user defined priority is ${highestPriority}`)] : []),
    ...(before !== undefined && before['value'] !== value ? [forbidden('value', 'may not be changed in an update.')] : []),
  ];
}

/** What is wrong with a PersistentVolumeClaim, or with how it was changed. */
export function claimCauses(claim: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { accessModes = [], resources = {}, ...others } = (claim['spec'] ?? {}) as { accessModes?: string[]; resources?: { requests?: Record<string, string> } };
  const fixed = (spec: unknown) => {
    const { resources: _resources, volumeAttributesClassName: _class, volumeName: _volume, ...rest } = (spec ?? {}) as Record<string, unknown>;
    return rest;
  };
  return [
    ...(accessModes.length === 0 ? [required('spec.accessModes', 'at least 1 access mode is required')] : []),
    ...(resources.requests?.['storage'] === undefined ? [required('spec.resources[storage]')] : []),
    ...(before !== undefined && !isDeepStrictEqual(fixed({ ...others, accessModes }), fixed(before['spec'])) ? [forbidden('spec', 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims')] : []),
  ];
}

/** A ControllerRevision says once what it says. */
export function revisionCauses(revision: ApiObject, before: ApiObject | undefined): StatusCause[] {
  return [...negativeCauses({ revision: revision['revision'] as number | undefined }), ...(before !== undefined && !isDeepStrictEqual(revision['data'], before['data']) ? [invalid('data', revision['data'], 'field is immutable')] : [])];
}
