import { expect } from 'chai';
import { command } from '../../../plugin/commands/status.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { heldTemplate } from '../../../shared/api/annotations.ts';
import { describeFailure } from '../../../shared/errors.ts';
import { ApiError } from '../../../shared/kube/kube.ts';

describe('plugin/commands/status.ts', () => {
  const failed = aCanary().inPhase('Failed', { because: 'rolled back at weight 20: failed checks threshold reached 3', history: [] });
  const cluster = () => fakeKube(failed.build(), aDeployment().held('podinfo:2').build());
  const status = async (kube = cluster(), output = 'table') => {
    const { invocation, printed } = anInvocation(kube, { name: 'podinfo', output, wait: undefined, timeout: undefined });
    await command.run(invocation);
    return printed;
  };

  it('shows where the canary stands, why, what is held, and what to do next', async () => {
    const text = (await status()).join('\n');
    expect(text).to.match(/^podinfo\.test {2}Failed/);
    expect(text).to.include('failed checks threshold reached 3');
    expect(text).to.include('deployment/podinfo is held');
    expect(text).to.include('2 of 2 pods available');
    expect(text).to.include('kubectl canary abort podinfo -n test --revert');
  });

  it('prints the object itself where a program reads it', async () => {
    expect(JSON.parse((await status(cluster(), 'json')).join('\n'))).to.have.nested.property('status.phase', 'Failed');
  });

  it('leaves out what may not be read', async () => {
    const kube = cluster();
    kube.failNext(({ resource }) => resource === 'deployments', new ApiError(403, 'Forbidden', 'no'));
    expect((await status(kube)).join('\n')).to.include('Failed').and.not.include('pods available');
  });

  it('shows a canary whose router is not known', async () => {
    expect((await status(fakeKube(failed.routedBy('smoke-signals').build())))[0]).to.match(/^podinfo\.test/);
  });

  const ends = async (args: object, kube = cluster()) => {
    const { invocation, printed, told } = anInvocation(kube, { name: 'podinfo' as string | undefined, output: 'name', wait: undefined, timeout: undefined, ...args });
    const outcome = await command.run(invocation).catch((error: Error) => describeFailure(error));
    return { outcome, printed, told };
  };
  const endings: [args: object, outcome: string | undefined][] = [
    [{}, undefined],
    [{ wait: '' }, 'rolledBack'],
    [{ wait: 'ended' }, 'rolledBack'],
    [{ wait: 'podinfo', name: undefined }, 'rolledBack'],
  ];
  for (const [args, outcome] of endings) {
    it(`ends ${JSON.stringify(args)} with ${outcome ?? 'success'}, and shows where the canary stands then`, async () => {
      const failedStill = failed.withStatus({ lastAppliedSpec: aDeployment().held('podinfo:2').build().metadata.annotations?.[heldTemplate] });
      const kube = fakeKube(failedStill.build(), aDeployment().held('podinfo:2').build());
      expect(await ends(args, kube)).to.deep.equal({ outcome, printed: ['canary.kubectl-canary.dev/podinfo'], told: [] });
    });
  }

  it('gives up when the time is over, and shows where it stands all the same', async () => {
    const { outcome, printed } = await ends({ wait: 'promoted', timeout: '1ms' });
    expect(outcome).to.equal('podinfo has not come to be promoted within 1ms; see why: kubectl canary explain podinfo -n test');
    expect(printed).to.have.length(1);
  });

  const mistakes: [args: object, says: string][] = [
    [{ timeout: '3s' }, 'expected --wait with --timeout, got --timeout alone; write it such as --wait --timeout 30m'],
    [{ wait: 'promted' }, '--wait cannot be for "promted"; did you mean --wait=promoted?'],
  ];
  for (const [args, says] of mistakes) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      expect((await ends(args)).outcome).to.equal(says);
    });
  }
});
