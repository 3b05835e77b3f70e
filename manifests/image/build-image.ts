/**
 * `npm run image`: bundles the program and packs it with Node and the libraries that Node needs into dist/image/, without a container
 * engine. The image is what the webhook and the runner start; it writes nothing and runs as a user that owns nothing.
 */
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { version } from '../../shared/version.ts';
import { writeImageArchive } from './image-archive.ts';
import type { ImageFile } from './image-archive.ts';

const execute = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
/** The one of the development dependencies: it runs on older systems than a distribution's own. */
const node = join(project, 'node_modules/node/bin/node');
/** The user of all processes; manifests name it too. */
const user = 65532;

const dist = join(project, 'dist');
const archive = join(dist, `image/kubectl-canary-${version}.tar`);
const workplace = await mkdtemp(join(tmpdir(), 'build-image-'));
try {
  await writeImageArchive({
    reference: `kubectl-canary:${version}`,
    archive,
    files: [{ from: node, to: '/usr/bin/node', mode: 0o755 }, ...(await librariesOf(node)), ...(await program(workplace)), ...manifests(), ...(await settings(workplace))],
    entrypoint: ['/usr/bin/node', '/app/plugin/main.js'],
    env: ['NODE_ENV=production'],
    user: `${user}:${user}`,
  });
  console.log(archive);
} finally {
  await rm(workplace, { recursive: true });
}

/** The loader and the shared libraries, at the paths the loader knows; and those that libc opens by itself to look up names. */
async function librariesOf(binary: string): Promise<ImageFile[]> {
  const { stdout } = await execute('ldd', [binary]);
  const linked = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
  const folder = dirname(linked.find((path) => /\/libc\.so/.test(path)) ?? '/lib');
  const lookedUp = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'].map((name) => join(folder, name));
  return [...linked, ...(await existing(lookedUp))].map((path) => ({ from: path, to: path, mode: 0o755 }));
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => access(path).then(() => [path], () => [])));
  return found.flat();
}

/** The bundle of this moment; nothing else in dist belongs to it. */
async function program(workplace: string): Promise<ImageFile[]> {
  await execute('npm', ['run', '--silent', 'build'], { cwd: project });
  const names = (await readdir(dist)).filter((name) => name !== 'image');
  const description = join(workplace, 'package.json');
  await writeFile(description, '{"type":"module"}\n');
  return [...names.map((name) => ({ from: join(dist, name), to: `/app/${name}` })), { from: description, to: '/app/package.json', mode: 0o644 }];
}

/** What `install` applies, so that it can be run from the image too. */
function manifests(): ImageFile[] {
  return ['crds', 'rbac', 'runner', 'webhook'].map((name) => ({ from: join(project, 'manifests', name), to: `/app/manifests/${name}` }));
}

/** Names for the user, and how host names are looked up. */
async function settings(workplace: string): Promise<ImageFile[]> {
  const contents = {
    passwd: `root:x:0:0:root:/:/sbin/nologin\ncanary:x:${user}:${user}:canary:/:/sbin/nologin\n`,
    group: `root:x:0:\ncanary:x:${user}:\n`,
    'nsswitch.conf': 'hosts: files dns\n',
  };
  const folder = join(workplace, 'etc');
  await mkdir(folder);
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(folder, name), content);
  }
  return Object.keys(contents).map((name) => ({ from: join(folder, name), to: `/etc/${name}`, mode: 0o644 }));
}
