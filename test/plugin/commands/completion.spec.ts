import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { command } from '../../../plugin/commands/completion.ts';
import { describeFailure } from '../../../shared/errors.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/completion.ts', () => {
  const run = async (shell: string | undefined, dir: string | undefined = undefined) => {
    const kube = fakeKube();
    const { invocation, printed } = anInvocation(kube, { shell, dir });
    await command.run(invocation);
    expect(kube.calls).to.deep.equal([]);
    return printed;
  };

  it('prints the script of a shell on stdout', async () => {
    expect((await run('bash')).at(-1)).to.equal('complete -F _kubectl_canary kubectl-canary');
  });

  it('installs what kubectl asks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
    try {
      await run('install', folder);
      expect(readdirSync(folder)).to.have.length(1).and.match(/^kubectl_complete-canary/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names the shells there are', async () => {
    expect(await run('tcsh').catch(describeFailure)).to.equal('expected a shell, or install, got "tcsh"; it is one of bash, fish, powershell, zsh');
  });
});
