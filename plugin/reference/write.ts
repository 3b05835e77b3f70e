/** `npm run reference`: writes what is made from the commands' declarations and from the CustomResourceDefinition. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages.ts';

for (const [path, text] of Object.entries(await pages())) {
  writeFileSync(join(import.meta.dirname, '..', path), text);
}
