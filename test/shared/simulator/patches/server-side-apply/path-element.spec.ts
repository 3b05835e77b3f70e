import { expect } from 'chai';
import { fieldElement, itemElement, pathText } from '../../../../../shared/simulator/patches/server-side-apply/path-element.ts';
import type { ListStructure } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';

const ports: ListStructure = { kind: 'list', keys: ['protocol', 'containerPort'], items: { schema: { properties: { protocol: { default: 'TCP' } } }, isOpen: false } };
const values: ListStructure = { kind: 'list', keys: [], items: { schema: {}, isOpen: false } };

describe('shared/simulator/patches/server-side-apply/path-element.ts', () => {
  const elements = [
    { element: itemElement(ports, { containerPort: 80, name: 'http' }), written: 'k:{"containerPort":80,"protocol":"TCP"}', text: '[containerPort=80,protocol="TCP"]' },
    { element: itemElement(ports, { protocol: 'UDP' }), written: 'k:{"protocol":"UDP"}', text: '[protocol="UDP"]' },
    { element: itemElement(values, 'a.b/c'), written: 'v:"a.b/c"', text: '[="a.b/c"]' },
    { element: itemElement(values, 3), written: 'v:3', text: '[=3]' },
    { element: fieldElement('image'), written: 'f:image', text: '.image' },
  ];
  for (const { element, written, text } of elements) {
    it(`writes ${written} for people as ${text}`, () => {
      expect(element).to.equal(written);
      expect(pathText([element])).to.equal(text);
    });
  }
});
