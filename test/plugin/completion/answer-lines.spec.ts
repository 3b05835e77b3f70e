import { expect } from 'chai';
import { answerLines } from '../../../plugin/completion/answer-lines.ts';

describe('plugin/completion/answer-lines.ts', () => {
  it('writes what kubectl reads: words, what they are after a tab, and what the shell may do', () => {
    expect(answerLines({ candidates: [{ word: 'watch', says: 'see it' }, { word: 'x\n:0' }], files: false })).to.deep.equal(['watch\tsee it', 'x :0', ':4']);
    expect(answerLines({ candidates: [], files: true })).to.deep.equal([':0']);
  });

  it('wants no space after a word that goes on', () => {
    expect(answerLines({ candidates: [{ word: 'jsonpath=' }], files: false }).at(-1)).to.equal(':6');
    expect(answerLines({ candidates: [{ word: 'json' }, { word: 'jsonpath=' }], files: false }).at(-1)).to.equal(':4');
  });
});
