import { expect } from 'chai';
import { isAllowed, rootPlace, structureAt } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';
import type { Schema } from '../../../../../shared/simulator/schema/schema.ts';
import { things } from '../sample-definitions.ts';

const items: Schema = { type: 'object' };

describe('shared/simulator/patches/server-side-apply/structure.ts', () => {
  const cases: readonly (readonly [schema: Schema, value: unknown, kind: string])[] = [
    [{ type: 'string' }, 'a', 'leaf'],
    [{ 'x-kubernetes-int-or-string': true }, 1, 'leaf'],
    [{ type: 'object', properties: { a: {} } }, {}, 'map'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, {}, 'map'],
    [{ 'type': 'object', 'properties': { a: {} }, 'x-kubernetes-map-type': 'atomic' }, {}, 'leaf'],
    [{ type: 'array', items }, [], 'leaf'],
    [{ 'type': 'array', items, 'x-kubernetes-list-type': 'set' }, [], 'list'],
    [{ 'type': 'array', items, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] }, [], 'list'],
    [{ 'type': 'array', items, 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-patch-merge-key': 'name' }, [], 'list'],
    [{ 'type': 'array', items, 'x-kubernetes-patch-strategy': 'replace' }, [], 'leaf'],
    [{}, { a: 1 }, 'map'],
    [{ 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }, { a: 1 }, 'map'],
    [{}, [1], 'leaf'],
    [{}, 'a', 'leaf'],
  ];
  for (const [schema, value, kind] of cases) {
    it(`takes ${JSON.stringify(value)} under ${JSON.stringify(schema)} for a ${kind}`, () => {
      expect(structureAt({ schema, isOpen: false }, value).kind).to.equal(kind);
    });
  }

  it('lets any field be where the schema preserves what it does not know, and nowhere else', () => {
    expect(isAllowed(rootPlace(things), 'other')).to.equal(false);
    expect(isAllowed({ schema: { 'properties': {}, 'x-kubernetes-preserve-unknown-fields': true }, isOpen: false }, 'other')).to.equal(true);
    expect(isAllowed({ schema: { type: 'object', additionalProperties: { type: 'string' } }, isOpen: false }, 'other')).to.equal(true);
  });
});
