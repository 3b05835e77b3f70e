import { ApiError, Unreachable } from '../../shared/kube/kube.ts';
import { explainError } from '../explain-error.ts';
import { error, warning } from './finding.ts';
import type { Sight } from './finding.ts';

/**
 * What kept a check from seeing, of one of several things where it says of which. What may not be read is no fault of the cluster's.
 * @throws what is a bug of ours.
 */
export function troubleSight(thrown: unknown, of?: string): Sight {
  const sight = sightOf(thrown);
  return of === undefined ? sight : { ...sight, message: `${of}: ${sight.message}` };
}

function sightOf(thrown: unknown): Sight {
  const failure = explainError(thrown);
  if (failure === undefined) {
    throw thrown;
  }
  const { message, next } = failure;
  if (thrown instanceof ApiError && thrown.code === 403) {
    return warning(`could not be checked: ${message}`, 'ask for that permission, or let somebody run this who has it');
  }
  if (thrown instanceof Unreachable || thrown instanceof ApiError) {
    return warning(`could not be checked: ${message}`, next ?? 'try again');
  }
  return error(message, next ?? 'correct it');
}
