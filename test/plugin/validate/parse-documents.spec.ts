import { expect } from 'chai';
import { parseDocuments } from '../../../plugin/validate/parse-documents.ts';

const parse = (text: string) => parseDocuments({ path: 'a.yaml', text });

describe('plugin/validate/parse-documents.ts', () => {
  it('reads all documents but empty ones, and knows their numbers', () => {
    expect(parse('kind: A\n---\n# nothing\n---\nkind: B\n').map(({ document, value }) => [document, value])).to.deep.equal([[1, { kind: 'A' }], [3, { kind: 'B' }]]);
    expect(parse('{"kind": "A"}')[0]?.value).to.deep.equal({ kind: 'A' });
    expect(parse('')).to.deep.equal([]);
  });

  it('takes a List apart', () => {
    const items = parse('kind: List\nitems:\n- kind: A\n- kind: B\n  spec: {x: 1}\n');
    expect(items.map(({ value }) => value)).to.deep.equal([{ kind: 'A' }, { kind: 'B', spec: { x: 1 } }]);
    expect(items[1]?.lineOf(['spec', 'x'])).to.equal(5);
  });

  it('knows the line of a field, or of the nearest one above it that is there', () => {
    const [object] = parse('# one\nkind: A\nspec:\n  list:\n  - name: x\n    value: 1\n');
    expect(object?.lineOf(['spec', 'list', 0, 'value'])).to.equal(6);
    expect(object?.lineOf(['spec', 'list', 0, 'missing'])).to.equal(5);
    expect(object?.lineOf(['nothing', 'here'])).to.equal(2);
    expect(parse('kind: A\n---\nkind: B\n')[1]?.lineOf([])).to.equal(3);
  });

  for (const [title, text, mistake, line] of [['a bracket that is not closed', 'kind: A\nspec: [1,\n', /Flow sequence/, 3], ['a field that is there twice', 'kind: A\nkind: B\n', /Map keys must be unique/, 2], ['a tab', 'kind:\n\tA: 1\n', /[Tt]abs/, 2]] as const) {
    it(`says what is wrong with ${title}`, () => {
      const [found] = parse(text);
      expect(found?.mistake).to.match(mistake).and.not.include('\n');
      expect(found?.lineOf([])).to.equal(line);
    });
  }
});
