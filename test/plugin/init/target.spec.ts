import { expect } from 'chai';
import { readTarget } from '../../../plugin/init/target.ts';
import type { Failure } from '../../../shared/errors.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/init/target.ts', () => {
  const kube = fakeKube(aDeployment().build(), aDeployment().named('podinfo-canary').with({ metadata: { labels: { 'kubectl-canary.dev/canary': 'podinfo' } } }).build());

  for (const words of ['deployment/podinfo', 'deployments/podinfo', 'deploy/podinfo', 'deployment.apps/podinfo', 'Deployment/podinfo']) {
    it(`reads ${words}`, async () => expect((await readTarget(kube, words)).object.metadata.name).to.equal('podinfo'));
  }

  const mistakes: [words: string | undefined, message: string, next: string][] = [
    [undefined, 'expected what is to be released, such as deployment/podinfo, got nothing', 'namespace test has deployment/podinfo'],
    ['podinfo', 'expected what is to be released, such as deployment/podinfo, got "podinfo"', 'namespace test has deployment/podinfo'],
    ['deployment/podinfi', 'deployment/podinfi does not exist in namespace test', 'did you mean deployment/podinfo?'],
    ['deployment/shop', 'deployment/shop does not exist in namespace test', 'namespace test has deployment/podinfo'],
    ['pod/podinfo', 'a canary cannot be of a pod', 'it can be of deployment'],
    ['deployment/podinfo-canary', 'deployment/podinfo-canary is made by canary podinfo', 'name a workload of your own'],
  ];
  for (const [words, message, next] of mistakes) {
    it(`refuses ${words ?? 'nothing'}`, async () => {
      const failure = await readTarget(kube, words).catch((error: Failure) => error);
      expect(failure).to.deep.include({ message, next });
    });
  }

  it('says that there are none', async () => {
    expect(await readTarget(fakeKube(), undefined).catch((error: Failure) => error.next)).to.equal('namespace test has none: choose another with -n');
  });
});
