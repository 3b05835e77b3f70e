/** kubectl may go from client-side apply, which remembers in an annotation what it applied, to server-side apply: as itself it has no conflicts about that. */
import type { ApiObject } from '../../api-object.ts';
import { apiVersionOf } from '../../schema/definition.ts';
import type { Definition } from '../../schema/definition.ts';
import { isMap } from '../json-map.ts';
import { compareValues } from './compare-values.ts';
import type { Conflict } from './conflicts.ts';
import { difference, isEmpty, noFields, union } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { fieldsOfValue } from './fields-of-value.ts';
import { rootPlace } from './structure.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
/** The name under which kubectl applies unless told otherwise. */
export const kubectl = 'kubectl';

/** The conflicts that are about more than what kubectl itself has applied from the client before. */
export function withoutLastApplied(conflicts: readonly Conflict[], definition: Definition, live: ApiObject): Conflict[] {
  const applied = lastAppliedFields(definition, live);
  return conflicts.map((conflict) => ({ ...conflict, fields: difference(conflict.fields, applied) })).filter(({ fields }) => !isEmpty(fields));
}

function lastAppliedFields(definition: Definition, live: ApiObject): FieldSet {
  const applied = parsed(live.metadata.annotations?.[annotation] ?? '');
  if (!isMap(applied) || applied['apiVersion'] !== apiVersionOf(definition)) {
    return noFields;
  }
  const place = rootPlace(definition);
  const { added, modified, removed } = compareValues(applied, live, place);
  return difference(fieldsOfValue(applied, place), union(added, modified, removed));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object whose annotation, if it has one, tells of this configuration. */
export function withLastApplied(object: ApiObject, configuration: ApiObject): ApiObject {
  const { annotations = {} } = object.metadata;
  const text = annotationOf(configuration);
  if ((annotations[annotation] ?? '') === '' || annotations[annotation] === text) {
    return object;
  }
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, [annotation]: text } } };
}

function annotationOf(configuration: ApiObject): string {
  const { annotations, ...metadata } = configuration.metadata;
  const { [annotation]: _own, ...others } = annotations ?? {};
  return `${JSON.stringify({ ...configuration, metadata: annotations === undefined ? metadata : { ...metadata, annotations: others } }, inOrder)}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
  return isMap(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
}
