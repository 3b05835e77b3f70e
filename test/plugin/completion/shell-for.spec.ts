import { expect } from 'chai';
import { scriptLines, shellFor, shellNames } from '../../../plugin/completion/shell-for.ts';
import { describeFailure } from '../../../shared/errors.ts';

describe('plugin/completion/shell-for.ts', () => {
  const messageFor = (name: string | undefined) => {
    try {
      return shellFor(name).name;
    } catch (error) {
      return describeFailure(error);
    }
  };

  it('knows the shells, the one that was meant, or all there are', () => {
    expect(shellNames.map(messageFor)).to.deep.equal(['bash', 'fish', 'powershell', 'zsh']);
    expect(messageFor('bsh')).to.equal('expected a shell, or install, got "bsh"; did you mean bash?');
    expect(messageFor(undefined)).to.equal('expected a shell, or install, got none; it is one of bash, fish, powershell, zsh');
  });

  for (const name of shellNames) {
    it(`prints for ${name} how it is loaded, and what asks the plugin`, () => {
      const lines = scriptLines(shellFor(name));
      expect(lines[0]).to.match(new RegExp(`^# .*kubectl-canary completion ${name}`));
      expect(lines.join('\n')).to.include('__complete').and.include('kubectl-canary');
    });
  }
});
