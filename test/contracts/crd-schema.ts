import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  [keyword: string]: unknown;
}

/** What a real CustomResourceDefinition of test/fixtures/crds says against an object; fields that the API server would drop count too. */
export function crdProblems(file: string): (object: unknown) => string[] {
  const crd = parse(readFileSync(new URL(`../fixtures/crds/${file}`, import.meta.url), 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(closed(crd.spec.versions[0].schema.openAPIV3Schema));
  return (object) => (validate(object) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`));
}

/** The API server drops fields that no schema names, without a word. */
function closed(schema: Schema, isRoot = true): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, isRoot && name === 'metadata' ? each : closed(each, false)] as const);
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties !== undefined || schema.properties === undefined;
  return {
    ...schema,
    ...(schema.properties === undefined ? {} : { properties: Object.fromEntries(properties) }),
    ...(schema.items === undefined ? {} : { items: closed(schema.items, false) }),
    ...(isOpen ? {} : { additionalProperties: false }),
  };
}
