import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { generate, generated } from '../../../../../shared/simulator/schema/builtin/generate.ts';

describe('shared/simulator/schema/builtin/generate.ts', () => {
  it('has been run since client-node or the list of kinds was changed last; if this fails, run "npm run generate"', async () => {
    expect(await readFile(generated, 'utf8')).to.equal(await generate());
  }).timeout(20_000);
});
