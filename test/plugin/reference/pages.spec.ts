import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { pages } from '../../../plugin/reference/pages.ts';

describe('plugin/reference/pages.ts', () => {
  for (const path of ['REFERENCE.md', 'view/canary.schema.json']) {
    it(`makes plugin/${path} as it is`, async () => {
      expect((await pages())[path]).to.equal(readFileSync(join(import.meta.dirname, '../../../plugin', path), 'utf8'), `plugin/${path} is not current: npm run reference`);
    });
  }
});
