import { expect } from 'chai';
import { readPageFiles } from '../../../plugin/dashboard/page-files.ts';
import type { PageFile } from '../../../plugin/dashboard/page-files.ts';

describe('plugin/dashboard/page-files.ts', () => {
  let files: ReadonlyMap<string, PageFile>;
  before(async () => {
    files = await readPageFiles();
  });

  it('has the page, its program and its looks', () => {
    expect([...files].filter(([path]) => !path.endsWith('.ts')).map(([path, { type }]) => `${path} ${type.split(';')[0]}`).sort())
      .to.deep.equal(['/icon.svg image/svg+xml', '/index.html text/html', '/page.css text/css', '/page.js text/javascript']);
  });

  it('has modules that a browser can run, and all that they import', () => {
    const imported = [...files.values()].flatMap(({ text }) => [...text.matchAll(/^import .* from '\.(\/[^']+)'/gm)].map(([, path]) => path));
    expect(imported).to.include('/element.ts');
    expect(imported.filter((path) => !files.has(path!))).to.deep.equal([]);
    expect(files.get('/page.js')?.text).not.to.match(/^(import type|interface) /m);
  });

  it('has a place for the key in the page, nothing from elsewhere, and nothing that its security policy forbids', () => {
    expect(files.get('/index.html')?.text).to.include('<meta name="command-key" content="">');
    for (const [path, { text }] of files) {
      expect(text.replaceAll('http://www.w3.org/2000/svg', ''), path).not.to.match(/https?:\/\/|url\(|innerHTML|\beval\b/);
    }
    expect(files.get('/index.html')?.text).not.to.match(/<style|style=|<script(?![^>]*src=)| on[a-z]+=/);
  });
});
