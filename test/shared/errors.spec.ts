import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure, describeFailure, exitCodes } from '../../shared/errors.ts';

describe('shared/errors.ts', () => {
  it('has the exit codes that the README documents', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const documented = [...readme.matchAll(/^\| (\d+) \| `(\w+)` \|/gm)].map(([, code, outcome]) => [outcome, Number(code)]);
    expect(Object.fromEntries(documented)).to.deep.equal(exitCodes);
  });

  it('gives every outcome its own exit code', () => {
    expect(new Set(Object.values(exitCodes)).size).to.equal(Object.keys(exitCodes).length);
  });

  it('tells a failure in one line with what to do next', () => {
    expect(describeFailure(new Failure('usage', 'expected a name, got none', { next: 'see --help' }))).to.equal('expected a name, got none; see --help');
    expect(describeFailure(new Failure('usage', 'expected a name, got none'))).to.equal('expected a name, got none');
    expect(describeFailure(new Error('plain'))).to.equal('plain');
  });
});
