import { expect } from 'chai';
import { difference, fromFieldsV1, has, intersection, isEmpty, pathsOf, toFieldsV1, union, without } from '../../../../../shared/simulator/patches/server-side-apply/field-set.ts';

const one = { 'f:a': {}, 'f:b': { '.': {}, 'f:c': {} }, 'f:list': { 'k:{"name":"x"}': { '.': {}, 'f:name': {} } } };
const other = { 'f:b': { 'f:c': {}, 'f:d': {} }, 'f:list': { 'k:{"name":"x"}': {}, 'v:1': {} } };

describe('shared/simulator/patches/server-side-apply/field-set.ts', () => {
  const operations = [
    { operation: union, result: { 'f:a': {}, 'f:b': { '.': {}, 'f:c': {}, 'f:d': {} }, 'f:list': { 'k:{"name":"x"}': { '.': {}, 'f:name': {} }, 'v:1': {} } } },
    { operation: intersection, result: { 'f:b': { 'f:c': {} }, 'f:list': { 'k:{"name":"x"}': {} } } },
    { operation: difference, result: { 'f:a': {}, 'f:b': {}, 'f:list': { 'k:{"name":"x"}': { 'f:name': {} } } } },
    { operation: without, result: { 'f:a': {}, 'f:b': {} } },
  ];
  for (const { operation, result } of operations) {
    it(`knows the ${operation.name} of two sets`, () => {
      expect(toFieldsV1(operation(fromFieldsV1(one), fromFieldsV1(other)))).to.deep.equal(result);
    });
  }

  it('reads and writes FieldsV1, names in order and unknown elements left out', () => {
    const read = fromFieldsV1({ 'f:b': {}, 'x:what': {}, 'f:a': { '.': {}, 'f:c': {} } });
    expect(JSON.stringify(toFieldsV1(read))).to.equal('{"f:a":{".":{},"f:c":{}},"f:b":{}}');
  });

  it('tells members from those above them', () => {
    const set = fromFieldsV1(other);
    expect([has(set, ['f:b']), has(set, ['f:b', 'f:d']), has(set, ['f:x', 'f:y'])]).to.deep.equal([false, true, false]);
    expect(pathsOf(fromFieldsV1(one)).map((path) => path.join(' '))).to.deep.equal(['f:a', 'f:b', 'f:b f:c', 'f:list k:{"name":"x"}', 'f:list k:{"name":"x"} f:name']);
  });

  it('has no nodes that mean nothing', () => {
    const set = fromFieldsV1(one);
    expect(isEmpty(difference(set, set))).to.equal(true);
  });
});
