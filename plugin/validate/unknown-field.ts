import { nearestWord } from '../../shared/nearest-word.ts';
import type { Schema } from '../../shared/simulator/schema/schema.ts';
import { denied } from '../../shared/validation/problem.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { segmentsOf, valueAt } from './field-path.ts';

/** Of `unknown field "spec.analysis.intervall"`: the API server would drop that field, and do something else than what was asked for. */
export function unknownField(says: string, { schema, object }: { schema: Schema; object: unknown }): Problem {
  const path = /"(.*)"/.exec(says)?.[1] ?? '';
  const segments = segmentsOf(path);
  const known = Object.keys(schemaAt(schema, segments.slice(0, -1))?.properties ?? {});
  const near = nearestWord(String(segments.at(-1) ?? ''), known);
  return denied({ path, value: valueAt(object, segments), expected: 'a field that there is', suggestion: near === undefined ? suggestionOf(known) : `did you mean ${near}?` });
}

function suggestionOf(known: readonly string[]): string {
  return known.length === 0 ? 'take it out' : `take it out, or use one of ${known.join(', ')}`;
}

function schemaAt(schema: Schema, path: readonly (string | number)[]): Schema | undefined {
  return path.reduce<Schema | undefined>((at, key) => {
    const { properties = {}, items, additionalProperties } = at ?? {};
    return typeof key === 'number' ? items : properties[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  }, schema);
}
