import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { generate } from '../../../shared/api/generate.ts';

describe('shared/api/generate.ts', () => {
  it('has been run since manifests/crds was changed last; if this fails, run "npm run generate"', async () => {
    for (const { file, text } of await generate()) {
      expect(await readFile(file, 'utf8'), file.pathname).to.equal(text);
    }
  }).timeout(20_000);
});
