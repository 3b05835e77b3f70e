import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeImageArchive } from '../../../manifests/image/image-archive.ts';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

describe('manifests/image/image-archive.ts', () => {
  let folder: string;
  let archive: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'image-archive-'));
    archive = join(folder, 'made', 'image.tar');
    mkdirSync(join(folder, 'dist/plugin'), { recursive: true });
    writeFileSync(join(folder, 'program'), '#!/bin/sh\n');
    writeFileSync(join(folder, 'dist/plugin/main.js'), 'export {};\n');
    chmodSync(join(folder, 'program'), 0o700);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (env?: string[], user?: string) =>
    writeImageArchive({
      reference: 'app:1.2.3',
      archive,
      files: [{ from: join(folder, 'program'), to: '/bin/program', mode: 0o755 }, { from: join(folder, 'dist'), to: '/app/dist' }],
      entrypoint: ['/bin/program', 'serve'],
      ...(env === undefined ? {} : { env }),
      ...(user === undefined ? {} : { user }),
    });
  const read = (name: string) => execFileSync('tar', ['-xOf', archive, name], { maxBuffer: 1e9 });
  const manifest = () => JSON.parse(read('manifest.json').toString())[0] as { Config: string; RepoTags: string[]; Layers: [string] };
  const configuration = () => JSON.parse(read(manifest().Config).toString());
  const layerListing = () => execFileSync('tar', ['-tvf', '-', '--numeric-owner'], { input: read(manifest().Layers[0]) }).toString();

  it('names the image, its configuration and its one layer, each by its own digest', async () => {
    await write();
    const { Config, RepoTags, Layers } = manifest();
    const layer = sha256(read(Layers[0]));
    expect(RepoTags).to.deep.equal(['app:1.2.3']);
    expect(Config).to.equal(`${sha256(read(Config))}.json`);
    expect(Layers).to.deep.equal([`${layer}/layer.tar`]);
    expect(configuration().rootfs.diff_ids).to.deep.equal([`sha256:${layer}`]);
  });

  it('holds files and folders where they were asked for, owned by root, with the modes asked for', async () => {
    await write();
    const listing = layerListing();
    expect(listing).to.match(/^-rwxr-xr-x 0\/0 .* \.\/bin\/program$/m);
    expect(listing).to.match(/^-rw-r--r-- 0\/0 .* \.\/app\/dist\/plugin\/main\.js$/m);
    expect(listing).to.match(/^drwxrwxrwt 0\/0 .* \.\/tmp\/$/m);
  });

  it('starts the entry point in its folder', async () => {
    await write(['NODE_ENV=production']);
    const { Entrypoint, WorkingDir, Env } = configuration().config;
    expect({ Entrypoint, WorkingDir }).to.deep.equal({ Entrypoint: ['/bin/program', 'serve'], WorkingDir: '/bin' });
    expect(Env).to.include('NODE_ENV=production').and.to.satisfy((env: string[]) => env[0]?.startsWith('PATH='));
  });

  it('runs as root unless told otherwise', async () => {
    await write();
    expect(configuration().config.User).to.equal('');
    await write([], '65532:65532');
    expect(configuration().config.User).to.equal('65532:65532');
  });

  it('makes the same archive of the same files, and leaves nothing else behind', async () => {
    await write();
    const first = sha256(readFileSync(archive));
    await write();
    expect(sha256(readFileSync(archive))).to.equal(first);
    expect(readdirSync(join(folder, 'made'))).to.deep.equal(['image.tar']);
  });

  it('leaves neither an archive nor remains where a file is missing', async () => {
    rmSync(join(folder, 'program'));
    const error = await write().then(() => undefined, (thrown: Error) => thrown);
    expect(error?.message).to.include('no such file').and.include('program');
    expect(readdirSync(join(folder, 'made'))).to.deep.equal([]);
  });
});
