import { readFile, readdir } from 'node:fs/promises';
import { expect } from 'chai';
import { parse } from 'yaml';
import { generate } from '../../../shared/api/generate.ts';

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

interface Node {
  readonly path: string;
  readonly schema: Schema;
}

describe('shared/api/generate.ts', () => {
  it('has been run since manifests/crds was changed last; if this fails, run "npm run generate"', async () => {
    for (const { file, text } of await generate()) {
      expect(await readFile(file, 'utf8'), file.pathname).to.equal(text);
    }
  }).timeout(20_000);

  describe('what it reads', () => {
    const nodes: Node[] = [];
    before(async () => {
      const folder = new URL('../../../manifests/crds/', import.meta.url);
      for (const name of await readdir(folder)) {
        const crd = parse(await readFile(new URL(name, folder), 'utf8'));
        nodes.push(...nodesOf(crd.spec.versions[0].schema.openAPIV3Schema, crd.spec.names.kind));
      }
    });

    const rules: [string, (node: Node) => boolean][] = [
      ['says in a sentence what each field is for, which kubectl explain shows', ({ path, schema }) => /(\.(apiVersion|kind|metadata)|\[\]|\{\})$/.test(path) || /\.$/.test(schema.description ?? '')],
      ['says how each list is merged', ({ schema }) => schema.type !== 'array' || schema['x-kubernetes-list-type'] !== undefined],
      ['has patterns of whole values', ({ schema: { pattern } }) => pattern === undefined || /^\^.*\$$/.test(pattern)],
      ['has a message of its own for each rule', ({ schema }) => (schema['x-kubernetes-validations'] ?? []).every(({ message, messageExpression }) => (message ?? messageExpression) !== undefined)],
    ];
    for (const [title, holds] of rules) {
      it(title, () => {
        expect(nodes.filter((node) => !holds(node)).map(({ path }) => path)).to.deep.equal([]);
      });
    }
  });
});

function nodesOf(schema: Schema, path: string): Node[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    { path, schema },
    ...Object.entries(properties).flatMap(([name, property]) => nodesOf(property, `${path}.${name}`)),
    ...(items === undefined ? [] : nodesOf(items, `${path}[]`)),
    ...(additionalProperties === undefined ? [] : nodesOf(additionalProperties, `${path}{}`)),
  ];
}
