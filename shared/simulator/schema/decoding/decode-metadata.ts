import { schemaOfModel } from '../builtin/schema-of-model.ts';
import type { ApiObjectMeta } from '../../api-object.ts';
import type { Definition } from '../definition.ts';
import { decodeValue } from './decode-builtin.ts';

/** Metadata of a custom resource as Go reads it; paths of unknown fields are added to `unknown`. @throws ApiStatus 400 where a value is of another type. */
export function decodeMetadata({ kind, version }: Pick<Definition, 'kind' | 'version'>, metadata: unknown, shown: string, unknown: string[]): ApiObjectMeta {
  return decodeValue(metadata ?? {}, schemaOfModel('V1ObjectMeta'), { kind, version, struct: 'ObjectMeta', path: '', shown, unknown }) as ApiObjectMeta;
}
