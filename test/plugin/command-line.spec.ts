import { expect } from 'chai';
import { canaryCommand, kubectlCommand } from '../../plugin/command-line.ts';
import { aCanary } from '../builders/a-canary.ts';

describe('plugin/command-line.ts', () => {
  const canary = aCanary().build();

  it('writes what to type, with the name before the flags', () => {
    expect(canaryCommand('watch', canary)).to.equal('kubectl canary watch podinfo -n test');
    expect(canaryCommand('abort --revert', canary)).to.equal('kubectl canary abort podinfo -n test --revert');
    expect(kubectlCommand('get pods', canary)).to.equal('kubectl -n test get pods');
  });
});
