import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { difference, openScreen } from '../../../plugin/terminal/screen.ts';

describe('plugin/terminal/screen.ts', () => {
  const cases: [title: string, before: string[], after: string[], expected: string][] = [
    ['nothing where nothing changed', ['a', 'b'], ['a', 'b'], ''],
    ['only the line that changed', ['a', 'b', 'c'], ['a', 'B', 'c'], '\x1b[2;1H\x1b[KB'],
    ['all of the first frame', [], ['a', 'b'], '\x1b[1;1H\x1b[Ka\x1b[2;1H\x1b[Kb'],
    ['an empty line where one is gone', ['a', 'b'], ['a'], '\x1b[2;1H\x1b[K'],
  ];
  for (const [title, before, after, expected] of cases) {
    it(`writes ${title}`, () => {
      expect(difference(before, after)).to.equal(expected);
    });
  }

  it('gives the terminal back once, whatever is drawn afterwards', () => {
    const stream = Object.assign(new PassThrough(), { columns: 80, rows: 2 });
    const screen = openScreen({ stream: stream as unknown as NodeJS.WriteStream });
    screen.draw(['one', 'two', 'three']);
    screen.close();
    screen.close();
    screen.draw(['late']);
    const written = String(stream.read());
    expect(written.match(/\x1b\[\?1049h/g)).to.have.length(1);
    expect(written.match(/\x1b\[\?1049l/g)).to.have.length(1);
    expect(written).to.include('two').and.not.include('three').and.not.include('late');
    expect(written.endsWith('\x1b[?1049l')).to.equal(true);
  });
});
