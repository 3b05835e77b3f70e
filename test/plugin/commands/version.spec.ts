import { expect } from 'chai';
import { command } from '../../../plugin/commands/version.ts';
import { version } from '../../../shared/version.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/version.ts', () => {
  const installed = (image: string) => aDeployment().named('webhook').inNamespace('kubectl-canary-system').image(image).build();
  const print = async (kube = fakeKube(), args: object = {}) => {
    const { invocation, printed } = anInvocation(kube, { client: false, output: undefined, ...args });
    await command.run(invocation);
    return printed;
  };

  const cases: [image: string, expected: string][] = [
    ['kubectl-canary:1.2.3', '1.2.3'],
    ['registry.example:5000/team/kubectl-canary:1.2.3', '1.2.3'],
    ['kubectl-canary:1.2.3@sha256:abc', '1.2.3'],
  ];
  for (const [image, expected] of cases) {
    it(`reads the cluster side's from the image ${image}`, async () => {
      expect(await print(fakeKube(installed(image)))).to.deep.equal([`Client Version: ${version}`, `Server Version: ${expected}`]);
    });
  }

  it('says where nothing is installed', async () => {
    expect((await print())[1]).to.match(/not installed/);
  });

  it('asks no cluster with --client', async () => {
    const kube = fakeKube();
    expect(await print(kube, { client: true, output: 'json' })).to.deep.equal([JSON.stringify({ clientVersion: version })]);
    expect(kube.calls).to.deep.equal([]);
  });
});
