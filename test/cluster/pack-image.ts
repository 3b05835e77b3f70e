/** Packs programs into an image archive: `node pack-image.ts REFERENCE ARCHIVE FROM:TO...`; the image starts the first of them. */
import { writeImageArchive } from '../../manifests/image/image-archive.ts';

const [reference, archive, ...programs] = process.argv.slice(2);
const files = programs.map((program) => {
  const [from = '', to = ''] = program.split(':');
  return { from, to, mode: 0o755 };
});
const [first] = files;
if (reference === undefined || archive === undefined || first === undefined) {
  throw new Error('usage: node pack-image.ts REFERENCE ARCHIVE FROM:TO...');
}
await writeImageArchive({ reference, archive, files, entrypoint: [first.to] });
