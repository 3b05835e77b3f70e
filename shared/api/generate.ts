/**
 * Makes the types of our kinds from their CustomResourceDefinitions, so that what is written about a field is written once:
 * `npm run generate`. Needs the development dependencies; nothing that is shipped imports this.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

/** A node of an OpenAPI schema as CustomResourceDefinitions have it. */
interface Schema {
  title?: string;
  type?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
  'x-kubernetes-int-or-string'?: boolean;
}

/** A node as json-schema-to-typescript takes it. */
type Node = Record<string, unknown>;

/** The generated files by the name of their CustomResourceDefinition, both without the ending. */
const sources = { 'alert-provider': 'alertproviders', 'canary': 'canaries', 'metric-template': 'metrictemplates' } as const;

const manifests = new URL('../../manifests/crds/', import.meta.url);
const generated = new URL('generated/', import.meta.url);

/** What the generated files must contain, by their addresses. */
export async function generate(): Promise<{ file: URL; text: string }[]> {
  return await Promise.all(Object.entries(sources).map(async ([name, definition]) => ({ file: new URL(`${name}.ts`, generated), text: await typesOf(definition) })));
}

async function typesOf(definition: string): Promise<string> {
  const crd = parse(await readFile(new URL(`${definition}.yaml`, manifests), 'utf8'));
  const { spec: { names: { kind }, versions: [{ schema: { openAPIV3Schema: schema } }] } } = crd;
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...properties } = schema.properties;
  const definitions: Record<string, Node> = {};
  const root = nodeOf({ ...schema, properties }, definitions);
  const text = await compile({ ...root, definitions }, `${kind}Fields`, {
    additionalProperties: false,
    bannerComment: `/** Made from manifests/crds/${definition}.yaml by \`npm run generate\`: change that file, not this one. */`,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
    style: { singleQuote: true, printWidth: 1000 },
  });
  return withUndefined(withRecords(text));
}

/** Types with a title become named ones. Two that share a title must be the same. */
function nodeOf(schema: Schema, definitions: Record<string, Node>): Node {
  const { title } = schema;
  const node = bareNodeOf(schema, definitions);
  if (title === undefined) {
    return node;
  }
  const { description: _here, ...shape } = node;
  const { description: _there, ...known } = definitions[title] ?? node;
  if (JSON.stringify(shape) !== JSON.stringify(known)) {
    throw new Error(`expected types with the title ${title} to be the same, got two different ones; give one another title`);
  }
  definitions[title] ??= node;
  return { $ref: `#/definitions/${title}` };
}

function bareNodeOf({ type, description, enum: values, properties, required, items, additionalProperties, ...rest }: Schema, definitions: Record<string, Node>): Node {
  return {
    ...(rest['x-kubernetes-int-or-string'] === true ? { type: ['integer', 'string'] } : { type }),
    ...(description === undefined ? {} : { description }),
    ...(values === undefined ? {} : { enum: values }),
    ...(required === undefined ? {} : { required }),
    ...(items === undefined ? {} : { items: nodeOf(items, definitions) }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, nodeOf(property, definitions)])) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: nodeOf(additionalProperties, definitions) }),
  };
}

/** One line for each field: maps of any name as a Record. */
function withRecords(text: string): string {
  return text.replaceAll(/\{\n *\[k: string\]: (.*);\n *\}/g, 'Record<string, $1>');
}

/** An absent field and one that is undefined are the same to us; exactOptionalPropertyTypes tells them apart unless the type says so. */
function withUndefined(text: string): string {
  return text.replaceAll(/^( *\w+)\?: (.*);$/gm, '$1?: $2 | undefined;');
}

if (import.meta.main) {
  for (const { file, text } of await generate()) {
    await writeFile(file, text);
  }
}
