import { expect } from 'chai';
import { parse } from 'yaml';
import { command } from '../../../plugin/commands/init.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { canaries } from '../../../shared/kube/resources.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { FakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/init.ts', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo', namespace: 'test' }, spec: { selector: { app: 'podinfo' }, ports: [{ port: 80, targetPort: 9898 }] } } as KubeObject;
  const cluster = (...more: KubeObject[]) => fakeKube(aDeployment().build(), service, ...more);
  const init = async (kube: FakeKube, args: object = {}) => {
    const { invocation, printed, told } = anInvocation(kube, { target: 'deployment/podinfo', apply: false, provider: undefined, port: undefined, output: 'yaml', ...args });
    await command.run(invocation);
    return { printed, told };
  };

  it('prints a Canary with reasons, and what to type next; nothing is stored', async () => {
    const kube = cluster();
    const { printed, told } = await init(kube);
    expect(parse(printed.join('\n'))).to.have.nested.property('spec.targetRef.name', 'podinfo');
    expect(printed.join('\n')).to.match(/# Service podinfo selects its pods\n +port: 80/);
    expect(told.at(-1)).to.equal('to store it: kubectl canary init deployment/podinfo -n test --apply');
    expect(kube.writes).to.deep.equal([]);
  });

  it('says what could not be found out, and what admission will say', async () => {
    const { told } = await init(cluster());
    expect(told[0]).to.match(/^note: what the new version must pass could not be found out/);
    expect(told[1]).to.match(/^warning: spec.analysis.metrics: expected at least one metric or webhook/);
  });

  it('prints plain JSON for programs', async () => {
    expect(JSON.parse((await init(cluster(), { output: 'json' })).printed.join('\n'))).to.include({ kind: 'Canary' });
    expect(await init(cluster(), { output: 'wide' }).catch((error: Error) => error.message)).to.equal('there is no output format "wide" of init');
  });

  it('stores it where it is asked to', async () => {
    const kube = cluster();
    const { told } = await init(kube, { apply: true });
    expect(kube.peek(canaries, 'podinfo')).to.have.nested.property('spec.service.port', 80);
    expect(told.at(-1)).to.equal('canary podinfo is stored; see it being set up: kubectl canary explain podinfo -n test');
  });

  it('writes over no Canary of that name', async () => {
    const kube = cluster(aCanary().targeting('other').build() as KubeObject);
    expect(await init(kube, { apply: true }).catch((error: Error) => error.message)).to.equal('canary podinfo exists already, with another target');
  });

  it('says that the cluster side is not installed', async () => {
    const kube = cluster();
    kube.failNext(({ resource }) => resource === 'canaries', new ApiError(404, 'NotFound', '404 page not found'));
    expect((await init(kube)).told).to.include('note: this cluster does not know canaries yet; install the cluster side first: kubectl canary install');
  });
});
