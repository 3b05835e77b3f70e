import { expect } from 'chai';
import { readTemplates } from '../../../plugin/diff/templates.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { templateHash } from '../../../shared/workloads/template-hash.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const { template } = aDeployment().build().spec;
const stable = templateHash(template);
const replicaSet = {
  apiVersion: 'apps/v1', kind: 'ReplicaSet',
  metadata: { name: 'podinfo-1', namespace: 'test', labels: { app: 'podinfo' }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo', uid: 'uid-deployment-podinfo' }] },
  spec: { template: { ...template, metadata: { labels: { 'app': 'podinfo', 'pod-template-hash': 'x' } } } },
} as KubeObject;

describe('plugin/diff/templates.ts', () => {
  it('reads what is held, and what serves meanwhile', async () => {
    const found = await readTemplates(fakeKube(aDeployment().held('podinfo:2').build(), replicaSet), aCanary().build());
    expect(found?.target).to.equal('deployment/podinfo');
    expect(found?.stable).to.deep.equal({ hash: stable, template });
    expect(found?.held.template.spec.containers[0]?.image).to.equal('podinfo:2');
  });

  it('reads what is promoted, until that has ended', async () => {
    const released = fakeKube(aDeployment().image('podinfo:2').build(), replicaSet);
    const promoting = aCanary().inPhase('Promoting', { lastPromotedSpec: stable });
    expect((await readTemplates(released, promoting.build()))?.stable.hash).to.equal(stable);
    expect(await readTemplates(released, promoting.inPhase('Succeeded').build())).to.equal(undefined);
  });

  it('knows of none where nothing is held', async () => {
    expect(await readTemplates(fakeKube(aDeployment().build(), replicaSet), aCanary().inPhase('Succeeded').build())).to.equal(undefined);
  });

  it('says what is missing', async () => {
    const reason = (objects: KubeObject[], canary = aCanary()) => readTemplates(fakeKube(...objects), canary.build()).then(() => undefined, (error: Error) => error.message);
    expect(await reason([])).to.equal('deployment/podinfo, the target of canary podinfo, does not exist');
    expect(await reason([aDeployment().held('podinfo:2').build()])).to.match(/stable template .* is in none of its 0 ReplicaSets/);
    expect(await reason([], aCanary().targeting('podinfo', 'DaemonSet'))).to.include('DaemonSet');
  });
});
