import { expect } from 'chai';
import { readSurroundings } from '../../../plugin/init/surroundings.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { deployment } from '../../../shared/workloads/kinds/deployment.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { aPod } from '../../builders/a-pod.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/init/surroundings.ts', () => {
  const target = { kind: deployment, object: aDeployment().build(), namespace: 'test' };

  it('tells what is not there from what may not be read and from what this cluster does not have', async () => {
    const kube = fakeKube(aPod('traefik-1'));
    kube.failNext(({ resource }) => resource === 'ingressroutes', new ApiError(404, 'NotFound', '404 page not found'));
    kube.failNext(({ resource }) => resource === 'ingresses', new ApiError(403, 'Forbidden', 'no'));
    const { ingressRoutes, ingresses, traefikServices, traefikPods } = await readSurroundings(kube, target);
    expect({ ingressRoutes, ingresses, traefikServices, traefikPods }).to.deep.equal({ ingressRoutes: 'absent', ingresses: 'unknown', traefikServices: [], traefikPods: 1 });
  });

  it('does not know of pods that may not be looked for', async () => {
    const kube = fakeKube();
    kube.failNext(({ resource }) => resource === 'pods', new ApiError(403, 'Forbidden', 'no'));
    expect((await readSurroundings(kube, target)).traefikPods).to.equal(undefined);
  });

  it('hands on what is no answer', async () => {
    const kube = fakeKube();
    kube.failNext(({ resource }) => resource === 'ingresses', new ApiError(500, 'InternalError', 'etcd is away'));
    expect(await readSurroundings(kube, target).catch((error: Error) => error.message)).to.equal('etcd is away');
  });
});
