import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readFiles } from '../../../plugin/validate/read-files.ts';
import type { Failure } from '../../../shared/errors.ts';

describe('plugin/validate/read-files.ts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
    mkdirSync(join(folder, 'below'));
    for (const name of ['b.yaml', 'a.json', 'c.yml', 'README.md', 'below/d.yaml']) {
      writeFileSync(join(folder, name), name);
    }
    mkdirSync(join(folder, 'empty'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = async (paths: string[], recursive = false) => (await readFiles({ paths: paths.map((path) => (path === '-' ? path : join(folder, path))), recursive, readStdin: async () => 'piped' })).map(({ path, text }) => [path.replace(`${folder}/`, ''), text]);

  it('reads files, folders and what is piped in', async () => {
    expect(await read(['b.yaml', '-'])).to.deep.equal([['b.yaml', 'b.yaml'], ['stdin', 'piped']]);
    expect(await read([''])).to.deep.equal([['a.json', 'a.json'], ['b.yaml', 'b.yaml'], ['c.yml', 'c.yml']]);
  });

  it('reads the folders of a folder where it is told to', async () => {
    expect((await read([''], true)).map(([path]) => path)).to.deep.equal(['a.json', 'b.yaml', 'below/d.yaml', 'c.yml']);
  });

  it('says which path cannot be read, and why', async () => {
    const failure = (path: string) => read([path]).then(() => undefined, (error: Failure) => [error.outcome, error.message.replace(folder, '')]);
    expect(await failure('nothing.yaml')).to.deep.equal(['notFound', '/nothing.yaml cannot be read: there is no such file']);
    expect(await failure('empty')).to.deep.equal(['notFound', 'folder /empty has no files that end in .json, .yaml, .yml'.replace('/empty', '/empty')]);
  });
});
