import { expect } from 'chai';
import { createGateBook } from '../../../plugin/loadtester/gate-book.ts';

describe('plugin/loadtester/gate-book.ts', () => {
  it('has all gates closed until they are opened', () => {
    const book = createGateBook();
    expect(book.isOpen('a')).to.equal(false);
    book.open('a');
    expect([book.isOpen('a'), book.isOpen('b')]).to.deep.equal([true, false]);
    book.close('a');
    expect(book.isOpen('a')).to.equal(false);
  });

  it('does not grow without end', () => {
    const book = createGateBook({ most: 1 });
    expect([book.open('a'), book.open('b'), book.open('a')]).to.deep.equal([true, false, true]);
    expect(book.isOpen('b')).to.equal(false);
  });
});
