import { expect } from 'chai';
import { readStanding } from '../../../plugin/explain/read-standing.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';
import { aPod } from '../../builders/a-pod.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const now = new Date(noon);
const lease = (name: string, namespace: string, renewTime: string, holderIdentity = 'jane@laptop-1') => ({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace }, spec: { holderIdentity, renewTime, leaseDurationSeconds: 15 } }) as KubeObject;
const event = (kind: string, name: string, at: string, type = 'Warning') => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: `${name}.${at}`, namespace: 'test' }, type, reason: 'Failed', message: `${name} at ${at}`, involvedObject: { kind, name }, lastTimestamp: at }) as KubeObject;
const canary = aCanary().inPhase('Progressing', { startedAt: afterNoon(-60) });

describe('plugin/explain/read-standing.ts', () => {
  it('sees what a driver would see, and do', async () => {
    const kube = fakeKube(canary.build() as KubeObject, aDeployment().held('podinfo:2').build());
    const { outlook } = await readStanding(kube, canary.inPhase('Initialized').build(), now);
    expect(outlook?.observation.target).to.include({ held: true, replicas: 2 });
    expect(outlook?.decision?.because).to.match(/\S/);
  });

  const drivers: [title: string, objects: KubeObject[], driver: object, runner: string][] = [
    ['a driver that renews its Lease', [lease('kubectl-canary-podinfo', 'test', afterNoon(-5))], { state: 'alive', identity: 'jane@laptop-1' }, 'absent'],
    ['one whose Lease has run out', [lease('kubectl-canary-podinfo', 'test', afterNoon(-20))], { state: 'gone', lastHeardAt: new Date(afterNoon(-20)) }, 'absent'],
    ['one that gave its Lease back', [lease('kubectl-canary-podinfo', 'test', afterNoon(-5), '')], { state: 'gone', lastHeardAt: new Date(afterNoon(-5)) }, 'absent'],
    ['none, and a runner that is alive', [lease('runner', 'kubectl-canary-system', afterNoon(-5))], { state: 'gone', lastHeardAt: undefined }, 'alive'],
  ];
  for (const [title, objects, driver, runner] of drivers) {
    it(`sees ${title}`, async () => {
      const standing = await readStanding(fakeKube(...objects), canary.build(), now);
      expect({ driver: standing.driver, runner: standing.runner }).to.deep.equal({ driver, runner });
    });
  }

  it('knows the pods of the canary from those of its target, and what was said of each in this rollout', async () => {
    const ours = aPod('podinfo-canary-5d4f-bcdfg', { namespace: 'test', labels: { 'app': 'podinfo-canary', 'kubectl-canary.dev/canary': 'podinfo' } });
    const theirs = aPod('podinfo-5d4f-bcdfg', { namespace: 'test', labels: { app: 'podinfo' } });
    const kube = fakeKube(aDeployment().build(), ours, theirs,
      event('Pod', 'podinfo-canary-5d4f-bcdfg', afterNoon(-10)), event('ReplicaSet', 'podinfo-canary-5d4f', afterNoon(-20)), event('Pod', 'podinfo-5d4f-bcdfg', afterNoon(-5)),
      event('Pod', 'podinfo-canary-5d4f-xwvts', afterNoon(-100)), event('Pod', 'podinfo-worker-5d4f-bcdfg', afterNoon(-5)), event('Pod', 'podinfo-canary-5d4f-bcdfg', afterNoon(-6), 'Normal'));
    const { canaryPods, targetPods } = await readStanding(kube, canary.build(), now);
    expect(canaryPods.pods.map(({ metadata }) => metadata.name)).to.deep.equal(['podinfo-canary-5d4f-bcdfg']);
    expect(canaryPods.warnings.map(({ name }) => name)).to.deep.equal(['podinfo-canary-5d4f', 'podinfo-canary-5d4f-bcdfg']);
    expect(targetPods.pods.map(({ metadata }) => metadata.name)).to.deep.equal(['podinfo-5d4f-bcdfg']);
    expect(targetPods.warnings.map(({ name }) => name)).to.deep.equal(['podinfo-5d4f-bcdfg']);
  });

  for (const resource of ['deployments', 'pods', 'events', 'leases', 'services']) {
    it(`leaves out ${resource} that may not be read`, async () => {
      const kube = fakeKube(aDeployment().build());
      kube.failNext((call) => call.resource === resource, new ApiError(403, 'Forbidden', 'no'));
      const { outlook, driver } = await readStanding(kube, canary.build(), now);
      expect(outlook === undefined).to.equal(resource === 'deployments');
      expect(outlook?.decision === undefined).to.equal(resource === 'deployments' || resource === 'services');
      expect(driver.state).to.equal(resource === 'leases' ? 'unknown' : 'gone');
    });
  }

  it('says why nobody could act on it', async () => {
    const { misfit, outlook } = await readStanding(fakeKube(), canary.routedBy('istio').build(), now);
    expect(misfit?.message).to.include('istio');
    expect(outlook).to.equal(undefined);
    expect((await readStanding(fakeKube(), canary.targeting('podinfo', 'DaemonSet').build(), now)).misfit?.message).to.include('DaemonSet');
    expect((await readStanding(fakeKube(), canary.with({ spec: { service: null } }).build(), now)).misfit?.message).to.include('spec.service');
  });

  it('asks what admission would say of one that was never set up', async () => {
    const { problems } = await readStanding(fakeKube(), aCanary().analysed({ metrics: [{ name: 'odd' }] }).build(), now);
    expect(problems.map(({ path }) => path)).to.include('spec.analysis.metrics[0].thresholdRange');
  });

  it('hands on that the API server cannot be reached', async () => {
    const kube = fakeKube(aDeployment().build());
    kube.failNext(({ resource }) => resource === 'pods', new ApiError(500, 'InternalError', 'etcd is away'));
    expect(await readStanding(kube, canary.build(), now).catch((error: Error) => error.message)).to.equal('etcd is away');
  });
});
