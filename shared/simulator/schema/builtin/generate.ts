/**
 * Makes models.json of the models of @kubernetes/client-node: which fields the built-in kinds have, and their types.
 * `npm run generate`. Needs the development dependencies; nothing that is shipped imports this.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { kinds } from './kinds.ts';

/** A field's type by its name; a type is written as `schema-of-model.ts` reads it. */
type Model = Record<string, string>;

/** One field as a model's JavaScript says it. */
interface Attribute {
  name: string;
  baseName: string;
  type: string;
  format: string;
}

const models = new URL('../../../../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url);

export const generated = new URL('generated/models.json', import.meta.url);

/** What the generated file must contain: a line for each model that a kind of ours is made of. */
export async function generate(): Promise<string> {
  const known = new Map<string, Model>();
  const wanted = kinds.map(({ model }) => model);
  for (const name of wanted) {
    if (!known.has(name)) {
      const model = await modelOf(name);
      known.set(name, model);
      wanted.push(...Object.values(model).flatMap((type) => /[A-Z]\w*$/.exec(type) ?? []));
    }
  }
  const lines = [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, model]) => `${JSON.stringify(name)}: ${JSON.stringify(model)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

async function modelOf(name: string): Promise<Model> {
  const [code, types] = await Promise.all(['js', 'd.ts'].map((ending) => readFile(new URL(`${name}.${ending}`, models), 'utf8')));
  const attributes = JSON.parse(/attributeTypeMap = (\[.*\n\]|\[\s*\]);/s.exec(code!)![1]!) as Attribute[];
  return Object.fromEntries(attributes.map((attribute) => [attribute.baseName, `${isOptional(attribute, types!) ? '' : '!'}${typeOf(attribute)}`]));
}

function isOptional({ name }: Attribute, types: string): boolean {
  return types.includes(`    '${name}'?: `);
}

const plain: Record<string, string> = { 'date-time': 'time', 'date-time-micro': 'micro-time', 'int-or-string': 'int-or-string', 'int32': 'int32', 'int64': 'int64', 'double': 'double', 'byte': 'bytes' };

function typeOf({ type, format }: Pick<Attribute, 'type' | 'format'>): string {
  const list = /^Array<(.*)>$/.exec(type);
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (list !== null || map !== null) {
    return `${list === null ? '{}' : '[]'}${typeOf({ type: (list ?? map)![1]!, format })}`;
  }
  return plain[format] ?? type;
}

if (import.meta.main) {
  await writeFile(generated, await generate());
}
