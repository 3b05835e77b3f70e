/**
 * Writes container image archives without a registry or a container engine: one layer of files, in the layout of `docker save`, which
 * `ctr images import`, `docker load`, `podman load` and `kind load image-archive` read. The same files make the same archive.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface ImageFile {
  /** A file or a folder on this machine. */
  readonly from: string;
  /** Its absolute path in the image. */
  readonly to: string;
  /** Permission bits; those it has on this machine where left out. All may read it in any case. */
  readonly mode?: number;
}

export interface Image {
  /** What it is called, e.g. `kubectl-canary:0.1.0`. */
  readonly reference: string;
  /** Where the archive is written; it appears there complete or not at all. */
  readonly archive: string;
  readonly files: readonly ImageFile[];
  /** What a container starts; the folder of its first word is the working directory. */
  readonly entrypoint: readonly string[];
  /** `NAME=value` each; a PATH is set where none is given. */
  readonly env?: readonly string[];
  /** Whom it runs as unless told otherwise, e.g. `65532:65532`; root where left out. */
  readonly user?: string;
}

/** Writes the archive. @throws Error where a file is missing or GNU tar refuses. */
export async function writeImageArchive({ reference, archive, files, entrypoint, env = [], user = '' }: Image): Promise<void> {
  const target = resolve(archive);
  await mkdir(dirname(target), { recursive: true });
  const unfinished = `${target}.unfinished`; // beside it, as a rename must not cross file systems
  const workplace = await mkdtemp(join(tmpdir(), 'image-')); // not beside it: the archive may lie in a folder that goes into the image
  try {
    const layer = await writeLayer(workplace, files);
    const contents = await writeContents(workplace, { reference, entrypoint, env, user, layer });
    await pack(unfinished, workplace, contents);
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { force: true });
    await rm(workplace, { recursive: true, force: true });
  }
}

/** Lays the files out as they will stand in the image and packs them. Returns the layer's digest in hex. */
async function writeLayer(workplace: string, files: readonly ImageFile[]): Promise<string> {
  const root = join(workplace, 'root');
  await mkdir(join(root, 'etc'), { recursive: true });
  await mkdir(join(root, 'data'));
  await mkdir(join(root, 'tmp'));
  for (const folder of ['data', 'tmp']) {
    await chmod(join(root, folder), 0o1777); // pods run as users that own no file
  }
  for (const file of files) {
    await place(root, file);
  }
  const packed = join(workplace, 'layer.tar');
  await pack(packed, root, ['.']);
  await rm(root, { recursive: true });
  const digest = await sha256(createReadStream(packed));
  await mkdir(join(workplace, digest));
  await rename(packed, join(workplace, digest, 'layer.tar'));
  return digest;
}

async function place(root: string, { from, to, mode }: ImageFile): Promise<void> {
  const target = join(root, to);
  await mkdir(dirname(target), { recursive: true });
  await cp(from, target, { recursive: true, dereference: true });
  await chmod(target, mode ?? (await stat(from)).mode & 0o777);
}

/** Writes the image's configuration and the archive's table of contents. Returns the names of all that belongs into the archive. */
async function writeContents(
  workplace: string,
  { reference, entrypoint, env, user, layer }: Required<Pick<Image, 'reference' | 'entrypoint' | 'env' | 'user'>> & { layer: string },
): Promise<string[]> {
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const configuration = JSON.stringify({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: {
      Entrypoint: entrypoint,
      User: user,
      Env: env.some((variable) => variable.startsWith('PATH=')) ? env : [path, ...env],
      WorkingDir: dirname(entrypoint[0] ?? '/'),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
    history: [{ created: '1970-01-01T00:00:00Z' }],
  });
  const configurationFile = `${await sha256([configuration])}.json`;
  const manifest = [{ Config: configurationFile, RepoTags: [reference], Layers: [`${layer}/layer.tar`] }];
  await writeFile(join(workplace, configurationFile), configuration);
  await writeFile(join(workplace, 'manifest.json'), JSON.stringify(manifest));
  return [layer, configurationFile, 'manifest.json'];
}

/**
 * The tar format keeps owners, times and the order of a folder's entries; all are fixed, so that equal files make equal archives.
 * Whatever the umask here, all users of the image may read its files.
 */
async function pack(archive: string, folder: string, names: readonly string[]): Promise<void> {
  const alwaysTheSame = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu', '--mode=a+rX'];
  await execute('tar', ['--create', '--file', archive, '--directory', folder, ...alwaysTheSame, ...names]);
}

async function sha256(chunks: AsyncIterable<Buffer | string> | Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}
