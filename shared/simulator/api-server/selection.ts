import type { ApiObject } from '../api-object.ts';
import { parseFieldSelector, parseLabelSelector } from '../storage/selectors.ts';
import { badRequest } from './api-status.ts';
import type { Call } from './request.ts';

/** Whether an object is one of those that a list, a watch or a delete of many asks for, by labels, fields and name. @throws ApiStatus 400 */
export function selectionOf({ definition, query, name }: Pick<Call, 'definition' | 'query' | 'name'>): (object: ApiObject) => boolean {
  const hasLabels = parseLabelSelector(query.get('labelSelector') ?? '');
  const hasFields = fieldsOf(definition, query.get('fieldSelector') ?? '');
  return (object) => (name === '' || object.metadata.name === name) && hasLabels(object.metadata.labels ?? {}) && hasFields(object);
}

function fieldsOf({ isCustom, selectableFields }: Call['definition'], text: string): (object: ApiObject) => boolean {
  try {
    return parseFieldSelector(text, ['metadata.name', 'metadata.namespace', ...selectableFields]);
  } catch (error) {
    const [, path] = /^field label not supported: (.*)$/.exec((error as Error).message) ?? [];
    throw path === undefined || isCustom || selectableFields.length > 0 ? error : badRequest(`"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
  }
}
