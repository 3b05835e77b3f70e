import { expect } from 'chai';
import { readImages } from '../../../plugin/history/read-images.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { templateHash } from '../../../shared/workloads/template-hash.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/history/read-images.ts', () => {
  const { template } = aDeployment().build().spec;
  const replicaSet = (name: string, owner: string) => ({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name, namespace: 'test', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: owner, uid: owner }] }, spec: { template: { ...template, metadata: { labels: { ...template.metadata?.labels, 'pod-template-hash': 'x' } } } } }) as KubeObject;

  it('reads the images of the templates that the target had, by their hash', async () => {
    const kube = fakeKube(replicaSet('podinfo-1', 'podinfo'), replicaSet('other-1', 'other'));
    expect([...(await readImages(kube, aCanary().build()))]).to.deep.equal([[templateHash(template), { podinfo: 'podinfo:1' }]]);
  });

  it('knows none where they may not be read', async () => {
    const kube = fakeKube(replicaSet('podinfo-1', 'podinfo'));
    kube.failNext(({ resource }) => resource === 'replicasets', new ApiError(403, 'Forbidden', 'no'));
    expect((await readImages(kube, aCanary().build())).size).to.equal(0);
  });
});
