import type { StatusCause } from '../../../api-server/api-status.ts';
import { invalid, invalidForEach } from '../causes.ts';
import { portNameProblems, portNumberProblems } from '../names.ts';

export type IntOrString = number | string;

/** Numbers that must not be negative, by their paths; absent ones are fine. */
export function negativeCauses(numbers: Readonly<Record<string, number | undefined>>): StatusCause[] {
  return Object.entries(numbers).flatMap(([path, value]) => (value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : []));
}

/** A number of things or a share of them, as `25%`. */
export function shareCauses(path: string, value: IntOrString): StatusCause[] {
  if (typeof value === 'number') {
    return negativeCauses({ [path]: value });
  }
  return /^[0-9]+%$/.test(value) ? [] : [invalid(path, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")];
}

/** At most all of them. */
export function fullShareCauses(path: string, value: IntOrString): StatusCause[] {
  return typeof value === 'string' && /^[0-9]+%$/.test(value) && Number.parseInt(value, 10) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : [];
}

/** Whether it is 0 or `0%`. What is neither number nor share counts as 0. */
export function isZero(value: IntOrString): boolean {
  return typeof value === 'number' ? value === 0 : !/^[0-9]+%$/.test(value) || Number.parseInt(value, 10) === 0;
}

/** A port by its number or its name. */
export function portCauses(path: string, port: IntOrString): StatusCause[] {
  return invalidForEach(path, port, typeof port === 'number' ? portNumberProblems(port) : portNameProblems(port));
}
