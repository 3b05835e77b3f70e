import { expect } from 'chai';
import { compareValues } from '../../../../../shared/simulator/patches/server-side-apply/compare-values.ts';
import { toFieldsV1 } from '../../../../../shared/simulator/patches/server-side-apply/field-set.ts';
import { rootPlace } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';
import { aThing, things } from '../sample-definitions.ts';

function changes(before: object, after: object): object {
  const comparison = compareValues(aThing(before), aThing(after), rootPlace(things));
  const ofSpec = Object.entries(comparison).map(([part, fields]) => [part, toFieldsV1(fields)['f:spec']]);
  return Object.fromEntries(ofSpec.filter(([, fields]) => fields !== undefined));
}

const x = 'k:{"key":"x","kind":"K"}';
const cases: readonly (readonly [before: object, after: object, changes: object])[] = [
  [{ port: 1 }, { port: 1 }, {}],
  [{ port: 1 }, { port: 2 }, { modified: { 'f:port': {} } }],
  [{}, { strings: { a: '1' } }, { added: { 'f:strings': { '.': {}, 'f:a': {} } } }],
  [{ strings: { a: '1' } }, {}, { removed: { 'f:strings': { '.': {}, 'f:a': {} } } }],
  [{ strings: { a: '1' } }, { strings: {} }, { removed: { 'f:strings': { 'f:a': {} } } }],
  [{ list: [{ a: '1' }] }, { list: [{ a: '2' }] }, { modified: { 'f:list': {} } }],
  [{ atom: { a: '1' } }, { atom: { a: '1', b: '2' } }, { modified: { 'f:atom': {} } }],
  [{ set: ['a', 'b'] }, { set: ['b', 'a'] }, {}],
  [{ set: ['a'] }, { set: ['b'] }, { added: { 'f:set': { 'v:"b"': {} } }, removed: { 'f:set': { 'v:"a"': {} } } }],
  [{ map: [{ key: 'x', value: '1' }] }, { map: [{ key: 'x', value: '2' }] }, { modified: { 'f:map': { [x]: { 'f:value': {} } } } }],
  [{ map: [{ key: 'x', value: '1' }] }, { map: [] }, { removed: { 'f:map': { [x]: { '.': {}, 'f:key': {}, 'f:value': {} } } } }],
  [{ map: [{ key: 'x', value: '1' }] }, { map: [{ key: 'x', value: '1' }, { key: 'x', value: '2' }] }, { added: { 'f:map': { [x]: {} } }, removed: { 'f:map': { [x]: { '.': {}, 'f:key': {}, 'f:value': {} } } } }],
  [{ open: { a: 1 } }, { open: { a: { b: 1 } } }, { added: { 'f:open': { 'f:a': { 'f:b': {} } } }, modified: { 'f:open': { 'f:a': {} } } }],
  [{ open: { a: {} } }, { open: { a: null } }, { modified: { 'f:open': { 'f:a': {} } } }],
];

describe('shared/simulator/patches/server-side-apply/compare-values.ts', () => {
  for (const [before, after, expected] of cases) {
    it(`sees ${JSON.stringify(expected)} between ${JSON.stringify(before)} and ${JSON.stringify(after)}`, () => {
      expect(changes(before, after)).to.deep.equal(expected);
    });
  }
});
