import { builtinColumns } from '../../api-server/table/builtin-columns.ts';
import type { Definition } from '../definition.ts';
import type { Schema } from '../schema.ts';
import { kinds } from './kinds.ts';
import type { BuiltinKind } from './kinds.ts';
import { schemaOfModel } from './schema-of-model.ts';

/** The kinds that every API server knows. Their schemas are made when they are asked for. */
export const builtinDefinitions: readonly Definition[] = kinds.map(definitionOf);

function definitionOf({ model, scaleSelector, kind, group, plural, ...facts }: BuiltinKind): Definition {
  return {
    ...facts,
    kind, group, plural,
    singular: kind.toLowerCase(),
    listKind: `${kind}List`,
    isCustom: false,
    ...(scaleSelector === undefined ? {} : { scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas', labelSelectorPath: scaleSelector } }),
    columns: builtinColumns[group === '' ? plural : `${plural}.${group}`] ?? [],
    get schema(): Schema {
      return schemaOfModel(model);
    },
  };
}
