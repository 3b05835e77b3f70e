import type { Definition } from '../../schema/definition.ts';
import { difference, fromFieldsV1, without } from './field-set.ts';
import type { FieldSet } from './field-set.ts';

/** What the API server itself writes is nobody's. */
const ofTheServer = fromFieldsV1({
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {}, 'f:name': {}, 'f:namespace': {}, 'f:creationTimestamp': {}, 'f:selfLink': {}, 'f:uid': {}, 'f:clusterName': {}, 'f:generation': {}, 'f:managedFields': {}, 'f:resourceVersion': {},
  },
});

const status = fromFieldsV1({ 'f:status': {} });
const allButStatus = fromFieldsV1({ 'f:metadata': {}, 'f:spec': {} });
/** Who writes the status of a built-in kind may write annotations with it. */
const notOfBuiltinStatus = fromFieldsV1({ 'f:metadata': { 'f:labels': {} }, 'f:spec': {} });

/** Those that a write to this resource, or to this subresource of it, changes at all. */
export function writtenFields(fields: FieldSet, { hasStatus, isCustom }: Definition, subresource: string | undefined): FieldSet {
  if (subresource === 'status') {
    return without(fields, isCustom ? allButStatus : notOfBuiltinStatus);
  }
  return hasStatus ? without(fields, status) : fields;
}

/** Those that somebody can own. */
export function ownableFields(fields: FieldSet): FieldSet {
  return difference(fields, ofTheServer);
}
