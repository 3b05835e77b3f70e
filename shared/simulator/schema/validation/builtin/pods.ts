import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../../../api-object.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import { forbidden, invalid } from '../causes.ts';
import type { Container } from './containers.ts';
import { podSpecCauses } from './pod-spec.ts';
import type { PodSpec } from './pod-spec.ts';

interface Pod {
  spec?: PodSpec;
}

/** What is wrong with a pod, or with how it was changed: nearly all of it stays as it was created. */
export function podCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Pod;
  return [...podSpecCauses(spec, 'spec'), ...(before === undefined ? [] : changeCauses(spec, before.spec ?? {}))];
}

function changeCauses(spec: PodSpec, before: PodSpec): StatusCause[] {
  if (spec.containers?.length !== before.containers?.length || spec.initContainers?.length !== before.initContainers?.length) {
    const list = spec.containers?.length === before.containers?.length ? 'initContainers' : 'containers';
    return [forbidden(`spec.${list}`, 'pod updates may not add or remove containers')];
  }
  const deadline = deadlineCauses(spec.activeDeadlineSeconds, before.activeDeadlineSeconds);
  return [...deadline, ...(isDeepStrictEqual(fixedPart(spec, before), fixedPart(before, before)) ? [] : [forbidden('spec', 'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)')])];
}

function deadlineCauses(deadline: number | undefined, before: number | undefined): StatusCause[] {
  if (before === undefined || deadline === before) {
    return [];
  }
  return deadline === undefined ? [invalid('spec.activeDeadlineSeconds', null, 'must not update from a positive integer to nil value')] : deadline > before ? [invalid('spec.activeDeadlineSeconds', deadline, 'must be less than or equal to previous value')] : [];
}

/** `nodeName` is written by the scheduler's binding, as an update of a pod that has none. */
function fixedPart({ containers = [], initContainers = [], activeDeadlineSeconds: _deadline, tolerations: _tolerations, nodeName, ...spec }: PodSpec, before: PodSpec): object {
  const withoutImage = ({ image: _image, ...container }: Container) => container;
  return { ...spec, ...(before.nodeName === undefined ? {} : { nodeName }), containers: containers.map(withoutImage), initContainers: initContainers.map(withoutImage) };
}
