import { expect } from 'chai';
import { documentLines, documentName } from '../../../plugin/view/documents.ts';

describe('plugin/view/documents.ts', () => {
  it('writes a value as kubectl prints it', () => {
    expect(documentLines('json', { a: [1] })).to.deep.equal(['{', '    "a": [', '        1', '    ]', '}']);
    expect(documentLines('yaml', { on: 'yes' })).to.deep.equal(['"on": "yes"']);
  });

  it('knows its names', () => {
    expect(documentName('yaml')).to.equal('yaml');
    expect(() => documentName('jsn')).to.throw('there is no output format "jsn"').with.property('next', 'did you mean json?');
  });
});
