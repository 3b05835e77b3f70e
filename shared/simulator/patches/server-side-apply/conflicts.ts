import { ApiStatus } from '../../api-server/api-status.ts';
import { pathsOf } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import type { FieldManager } from './field-managers.ts';
import { pathText } from './path-element.ts';

/** What an apply would change of somebody else's. */
export interface Conflict {
  readonly with: FieldManager;
  readonly fields: FieldSet;
}

/** 409, as kubectl shows it. */
export function applyConflict(conflicts: readonly Conflict[]): ApiStatus {
  const inOrder = [...conflicts].sort((one, other) => (one.with.manager < other.with.manager ? -1 : 1));
  const causes = inOrder.flatMap((conflict) => pathsOf(conflict.fields).map((path) => ({ reason: 'FieldManagerConflict', message: `conflict with ${title(conflict.with)}`, field: pathText(path) })));
  return new ApiStatus(409, 'Conflict', messageOf(inOrder, causes), { causes });
}

function messageOf(conflicts: readonly Conflict[], causes: readonly { message: string; field: string }[]): string {
  if (causes.length === 1) {
    return `Apply failed with 1 conflict: ${causes[0]!.message}: ${causes[0]!.field}`;
  }
  const lines = conflicts.flatMap((conflict) => [`conflicts with ${title(conflict.with)}:`, ...pathsOf(conflict.fields).map((path) => `- ${pathText(path)}`)]);
  return `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`;
}

function title({ manager, operation, apiVersion, subresource }: FieldManager): string {
  return `${JSON.stringify(manager)}${subresource === undefined ? '' : ` with subresource "${subresource}"`}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}
