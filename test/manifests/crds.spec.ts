import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parse } from 'yaml';

interface Schema {
  description?: string;
  type?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-validations'?: { message?: string; messageExpression?: string }[];
}

const folder = new URL('../../manifests/crds/', import.meta.url);

describe('manifests/crds', async () => {
  for (const name of await readdir(folder)) {
    describe(name, async () => {
      const crd = parse(await readFile(new URL(name, folder), 'utf8'));
      const nodes = [...nodesOf(crd.spec.versions[0].schema.openAPIV3Schema, '')];

      it('says in a sentence what each field is for, which kubectl explain shows', () => {
        const properties = nodes.filter(({ isProperty, path }) => isProperty && !['.apiVersion', '.kind', '.metadata'].includes(path));
        expect(properties.filter(({ schema }) => !/\.$/.test(schema.description ?? '')).map(({ path }) => path)).to.deep.equal([]);
      });

      it('says how each list is merged', () => {
        const lists = nodes.filter(({ schema }) => schema.type === 'array');
        expect(lists.filter(({ schema }) => schema['x-kubernetes-list-type'] === undefined).map(({ path }) => path)).to.deep.equal([]);
      });

      it('has patterns of whole values', () => {
        const patterns = nodes.flatMap(({ schema }) => schema.pattern ?? []);
        expect(patterns.filter((pattern) => !/^\^.*\$$/.test(pattern))).to.deep.equal([]);
      });

      it('has a message of its own for each rule', () => {
        const rules = nodes.flatMap(({ schema }) => schema['x-kubernetes-validations'] ?? []);
        expect(rules.filter(({ message, messageExpression }) => (message ?? messageExpression) === undefined)).to.deep.equal([]);
      });
    });
  }
});

function* nodesOf(schema: Schema, path: string, isProperty = false): Generator<{ path: string; schema: Schema; isProperty: boolean }> {
  yield { path, schema, isProperty };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield* nodesOf(property, `${path}.${name}`, true);
  }
  if (schema.items !== undefined) {
    yield* nodesOf(schema.items, `${path}[]`);
  }
  if (schema.additionalProperties !== undefined) {
    yield* nodesOf(schema.additionalProperties, `${path}{}`);
  }
}
