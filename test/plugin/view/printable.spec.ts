import { expect } from 'chai';
import { printable } from '../../../plugin/view/printable.ts';

describe('plugin/view/printable.ts', () => {
  it('lets nothing through that steers a terminal', () => {
    expect(printable('a\x1b[2Jb\nc\rd\u0007e\u009b1m')).to.equal('a [2Jb c d e 1m');
  });
});
