import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { installCompletion } from '../../../plugin/completion/install.ts';

describe('plugin/completion/install.ts', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const install = async (folder: string) => {
    const printed: string[] = [];
    const told: string[] = [];
    const output = { print: (line: string) => void printed.push(line), tell: (line: string) => void told.push(line), isTerminal: false, width: Infinity };
    await installCompletion({ dir: folder, output });
    return { printed, told };
  };

  it('writes a program, makes the folder where there is none, and says what it did', async () => {
    const folder = join(dir, 'bin');
    const file = join(folder, 'kubectl_complete-canary');
    const { printed, told } = await install(folder);
    expect(printed).to.deep.equal([`written: ${file}`]);
    expect(told.at(-1)).to.match(/is not on PATH/);
    expect(statSync(file).mode & 0o777).to.equal(0o755);
    expect((await install(folder)).printed).to.deep.equal([`unchanged: ${file}`]);
  });

  it('leaves alone what is not ours', async () => {
    const file = join(dir, 'kubectl_complete-canary');
    writeFileSync(file, 'something else');
    expect(await install(dir).catch((error: Error) => error.message)).to.match(/is there already and not ours/);
    expect(readFileSync(file, 'utf8')).to.equal('something else');
  });
});
