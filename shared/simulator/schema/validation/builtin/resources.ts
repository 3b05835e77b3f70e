import type { StatusCause } from '../../../api-server/api-status.ts';
import { Quantity } from '../../../cel/quantity.ts';
import { invalid, invalidForEach } from '../causes.ts';
import { labelKeyProblems } from '../names.ts';

export interface Resources {
  limits?: Record<string, string>;
  requests?: Record<string, string>;
}

const ofContainers = /^(cpu|memory|ephemeral-storage|hugepages-.*)$/;

/** What is wrong with what a container may use. */
export function resourceCauses({ limits = {}, requests = {} }: Resources, path: string): StatusCause[] {
  return [
    ...Object.entries(limits).flatMap(([name, amount]) => amountCauses(name, amount, `${path}.limits[${name}]`)),
    ...Object.entries(requests).flatMap(([name, amount]) => [...amountCauses(name, amount, `${path}.requests[${name}]`), ...excessCauses(name, amount, limits[name], `${path}.requests`)]),
  ];
}

function amountCauses(name: string, amount: string, path: string): StatusCause[] {
  return [
    ...invalidForEach(path, name, labelKeyProblems(name)),
    ...(name.includes('/') || ofContainers.test(name) ? [] : [invalid(path, name, 'must be a standard resource type or fully qualified'), invalid(path, name, 'must be a standard resource for containers')]),
    ...(amount.startsWith('-') ? [invalid(path, amount, 'must be greater than or equal to 0')] : []),
  ];
}

function excessCauses(name: string, request: string, limit: string | undefined, path: string): StatusCause[] {
  const isMore = limit !== undefined && Quantity.parse(request).compareWith(Quantity.parse(limit)) > 0;
  return isMore ? [invalid(path, request, `must be less than or equal to ${name} limit of ${limit}`)] : [];
}
