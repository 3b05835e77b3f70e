/** What a request that writes says about how: try only, whose fields, how strict. */
import type { ApiStatus, StatusCause } from './api-status.ts';
import { invalid } from './api-status.ts';
import { fieldOwner } from './field-owner.ts';
import type { Call } from './request.ts';
import type { WriteOptions } from './write-object.ts';

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions';

/** The options of a write that is checked; `tracks`: the API server is to note whose fields they are. @throws ApiStatus 422 */
export function writeOptionsOf(call: Call, kind: OptionsKind, { tracks = true } = {}): WriteOptions {
  const { query } = call;
  const causes = [...dryRunProblems(query.getAll('dryRun')), ...validationProblems(query.get('fieldValidation')), ...(query.has('force') && kind === 'PatchOptions' && tracks ? [forceProblem] : [])];
  if (causes.length > 0) {
    throw optionsRefusal(kind, causes);
  }
  const manager = fieldOwner(call);
  // Admission is told of a patch that changes something as of an update.
  const options = { kind: kind === 'PatchOptions' ? 'UpdateOptions' : kind, apiVersion: 'meta.k8s.io/v1', fieldManager: manager };
  return { dryRun: query.getAll('dryRun').includes('All'), options, manager: tracks ? manager : undefined };
}

/** 422 of the options of a request. */
export function optionsRefusal(kind: string, causes: readonly StatusCause[]): ApiStatus {
  return invalid({ group: 'meta.k8s.io', plural: '', kind }, '', causes);
}

/** Whether it is only to be tried. @throws ApiStatus 422 for any other value than `All`. */
export function isDryRun(values: readonly string[], kind: string): boolean {
  const causes = dryRunProblems(values);
  if (causes.length > 0) {
    throw optionsRefusal(kind, causes);
  }
  return values.includes('All');
}

const forceProblem: StatusCause = { reason: 'FieldValueForbidden', field: 'force', message: 'Forbidden: may not be specified for non-apply patch' };
const strictnesses = ['', 'Ignore', 'Strict', 'Warn'];

function dryRunProblems(values: readonly string[]): StatusCause[] {
  const isWrong = values.some((value) => value !== 'All' && value !== '');
  return isWrong ? [{ reason: 'FieldValueNotSupported', field: 'dryRun', message: `Unsupported value: ${JSON.stringify(values)}: supported values: "All"` }] : [];
}

function validationProblems(value: string | null): StatusCause[] {
  const isWrong = value !== null && !strictnesses.includes(value);
  return isWrong ? [{ reason: 'FieldValueNotSupported', field: 'fieldValidation', message: `Unsupported value: "${value}": supported values: ${strictnesses.map((each) => `"${each}"`).join(', ')}` }] : [];
}
