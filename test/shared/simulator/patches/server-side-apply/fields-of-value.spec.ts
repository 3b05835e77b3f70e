import { expect } from 'chai';
import { toFieldsV1 } from '../../../../../shared/simulator/patches/server-side-apply/field-set.ts';
import { fieldsOfValue } from '../../../../../shared/simulator/patches/server-side-apply/fields-of-value.ts';
import { rootPlace } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';
import { aThing, things } from '../sample-definitions.ts';

const fieldsOfSpec = (spec: object) => (toFieldsV1(fieldsOfValue(aThing(spec), rootPlace(things)))['f:spec'] ?? {});

/** As the API server writes them. */
const cases: readonly (readonly [spec: object, fields: object])[] = [
  [{ open: { a: { b: 1 }, list: [1, { x: 2 }], empty: {}, emptyList: [], nothing: null } }, { 'f:open': { 'f:a': { '.': {}, 'f:b': {} }, 'f:empty': {}, 'f:emptyList': {}, 'f:list': {}, 'f:nothing': {} } }],
  [{ mixed: { known: { a: 'q' }, other: { z: 1 } } }, { 'f:mixed': { 'f:known': { 'f:a': {} }, 'f:other': { '.': {}, 'f:z': {} } } }],
  [{ strings: {} }, { 'f:strings': {} }],
  [{ strings: { a: '1' } }, { 'f:strings': { 'f:a': {} } }],
  [{ objects: { one: { a: 'q' }, two: {} } }, { 'f:objects': { 'f:one': { '.': {}, 'f:a': {} }, 'f:two': {} } }],
  [{ set: ['b', 'a'], numbers: [3] }, { 'f:set': { 'v:"a"': {}, 'v:"b"': {} }, 'f:numbers': { 'v:3': {} } }],
  [{ set: [] }, {}],
  [{ map: [{ key: 'x', value: 'v' }, { key: 'w', kind: 'L' }] }, { 'f:map': { 'k:{"key":"w","kind":"L"}': { '.': {}, 'f:key': {}, 'f:kind': {} }, 'k:{"key":"x","kind":"K"}': { '.': {}, 'f:key': {}, 'f:value': {} } } }],
  [{ map: [{ key: 'x', value: 'v' }, { key: 'x', value: 'w' }] }, { 'f:map': { 'k:{"key":"x","kind":"K"}': {} } }],
  [{ list: [{ a: 'q' }], atom: { a: 'q' }, port: 'http' }, { 'f:list': {}, 'f:atom': {}, 'f:port': {} }],
  [{ port: null }, { 'f:port': {} }],
];

describe('shared/simulator/patches/server-side-apply/fields-of-value.ts', () => {
  for (const [spec, fields] of cases) {
    it(`finds ${JSON.stringify(fields)} in ${JSON.stringify(spec)}`, () => {
      expect(fieldsOfSpec(spec)).to.deep.equal(fields);
    });
  }
});
