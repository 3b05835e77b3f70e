import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import { knownPart } from '../../decoding/prune-custom.ts';
import type { Schema } from '../../schema.ts';
import { invalid } from '../causes.ts';
import { valueCauses } from '../custom/validate-custom.ts';

/** Defaults that do not fit the schema at which they stand. */
export function defaultCauses(schema: Schema, path: string): StatusCause[] {
  const { default: initial, items, properties = {} } = schema;
  return [
    ...(initial === undefined || initial === null ? [] : ownCauses(schema, initial, `${path}.default`)),
    ...(items === undefined ? [] : defaultCauses(items, `${path}.items`)),
    ...Object.entries(properties).flatMap(([name, property]) => defaultCauses(property, `${path}.properties[${name}]`)),
  ];
}

function ownCauses(schema: Schema, initial: unknown, path: string): StatusCause[] {
  return [...(isDeepStrictEqual(knownPart(initial, schema), initial) ? [] : [invalid(path, initial, 'must not have unknown fields')]), ...valueCauses(schema, initial, path)];
}
