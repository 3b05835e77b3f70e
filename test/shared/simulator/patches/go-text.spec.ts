import { expect } from 'chai';
import { goKind, goText } from '../../../../shared/simulator/patches/go-text.ts';

describe('shared/simulator/patches/go-text.ts', () => {
  it('writes values as the API server prints them, fields in the order of their names', () => {
    expect(goText([{ name: 'web', args: ['a', 1], image: null, on: true }])).to.equal('[map[args:[a 1] image:<nil> name:web on:true]]');
  });

  it('calls kinds as the API server does', () => {
    expect([[], {}, 'a', 1, true].map(goKind)).to.deep.equal(['array', 'object', 'string', 'number', 'bool']);
  });
});
