import { isJson, parseAccept } from '../accept-clauses.ts';
import type { AcceptClause } from '../accept-clauses.ts';
import { ApiStatus } from '../api-status.ts';

/** As they are, as a table, or their metadata alone. */
export type Shape = 'Object' | 'Table' | 'Metadata';

/** The first shape that the Accept header asks for and that can be had. @throws ApiStatus 406 */
export function acceptedShape(accept: string): Shape {
  const shape = parseAccept(accept.replace('application/yaml', 'application/json')).filter(isJson).map(shapeOf).find((each) => each !== undefined);
  if (shape === undefined) {
    throw new ApiStatus(406, 'NotAcceptable', 'only the following media types are accepted: application/json');
  }
  return shape;
}

const shapes: Partial<Record<string, Shape>> = { Table: 'Table', PartialObjectMetadata: 'Metadata', PartialObjectMetadataList: 'Metadata' };

function shapeOf({ parameters: { as, g, v } }: AcceptClause): Shape | undefined {
  if (as === undefined && g === undefined && v === undefined) {
    return 'Object';
  }
  return g === 'meta.k8s.io' && v === 'v1' ? shapes[as ?? ''] : undefined;
}
