import { expect } from 'chai';
import { mergeValues } from '../../../../../shared/simulator/patches/server-side-apply/merge-values.ts';
import { rootPlace } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';
import { aThing, things } from '../sample-definitions.ts';

const cases: readonly (readonly [live: object, applied: object, merged: object])[] = [
  [{ strings: { a: '1', b: '2' } }, { strings: { b: '3', c: '4' } }, { strings: { a: '1', b: '3', c: '4' } }],
  [{ list: [{ a: '1' }], atom: { a: '1' } }, { list: [{ a: '2' }], atom: { b: '2' } }, { list: [{ a: '2' }], atom: { b: '2' } }],
  [{ set: ['a', 'b', 'x'] }, { set: ['b', 'a', 'c'] }, { set: ['b', 'x', 'a', 'c'] }],
  [{ set: ['x', 'a', 'y'] }, { set: ['b', 'a'] }, { set: ['x', 'b', 'a', 'y'] }],
  [{ map: [{ key: 'x', value: '1' }, { key: 'y' }] }, { map: [{ key: 'x', kind: 'K', value: '2' }] }, { map: [{ key: 'x', kind: 'K', value: '2' }, { key: 'y' }] }],
  [{ map: [{ key: 'x', value: '1' }, { key: 'x', value: '2' }] }, { map: [{ key: 'x' }] }, { map: [{ key: 'x' }] }],
  [{ strings: { a: '1' } }, { strings: null }, { strings: { a: '1' } }],
  [{ port: 1 }, { port: null }, { port: null }],
  [{ strings: {} }, {}, { strings: {} }],
  [{ open: { a: { b: 1 } } }, { open: { a: 'text' } }, { open: { a: 'text' } }],
];

describe('shared/simulator/patches/server-side-apply/merge-values.ts', () => {
  for (const [live, applied, merged] of cases) {
    it(`makes ${JSON.stringify(merged)} of ${JSON.stringify(live)} and ${JSON.stringify(applied)}`, () => {
      expect(mergeValues(aThing(live), aThing(applied), rootPlace(things))).to.deep.equal(aThing(merged));
    });
  }
});
