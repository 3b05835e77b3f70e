import http from 'node:http';
import { expect } from 'chai';
import { node, TestNode } from '../../../builders/a-kubelet.ts';
import { until } from '../../../builders/until.ts';
import { ApiError } from '../../../../shared/kube/kube.ts';
import { nodes } from '../../../../shared/simulator/controllers/objects/resources.ts';

const readinessProbe = { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 };

describe('shared/simulator/pods/kubelet.ts', () => {
  it('registers its node, ready, with addresses and labels', async () => {
    await using world = new TestNode();
    await until('the node is there', () => (world.kube.peek(nodes, node) as { status?: object } | undefined)?.status !== undefined);
    const { metadata, status } = world.kube.peek(nodes, node) as unknown as { metadata: { labels: Record<string, string> }; status: { conditions: { type: string; status: string }[]; addresses: object[]; capacity: object } };
    expect(metadata.labels['kubernetes.io/hostname']).to.equal(node);
    expect(status.conditions.find(({ type }) => type === 'Ready')?.status).to.equal('True');
    expect(status.addresses).to.deep.include({ type: 'InternalIP', address: '10.0.0.1' });
    expect(status.capacity).to.include({ pods: '250' });
  });

  it('pulls the image, starts the program and says so', async () => {
    await using world = new TestNode();
    world.bind('app', { readinessProbe });
    await world.pass('it is ready', () => world.isReady('app'));
    const { phase, podIP, hostIP, conditions, containerStatuses } = world.status('app');
    expect({ phase, podIP, hostIP }).to.deep.equal({ phase: 'Running', podIP: '10.244.0.2', hostIP: '10.0.0.1' });
    expect(conditions?.map(({ type, status }) => `${type}=${status}`)).to.have.members(['PodScheduled=True', 'PodReadyToStartContainers=True', 'Initialized=True', 'Ready=True', 'ContainersReady=True']);
    expect(containerStatuses?.[0]).to.deep.include({ name: 'c', image: 'example.com/app:1', ready: true, started: true, restartCount: 0, lastState: {} });
    expect(containerStatuses?.[0]?.state).to.have.key('running');
    expect(world.events().map((text) => text.split(':')[0])).to.deep.equal(['Pulling', 'Pulled', 'Created', 'Started']);
  });

  it('takes 300 ms to pull, and no time where the image is there', async () => {
    await using world = new TestNode();
    world.bind('first');
    await until('it is being pulled', () => world.container('first')?.state.waiting?.reason === 'ContainerCreating');
    world.clock.advance(299);
    expect(world.program.starts).to.have.length(0);
    world.clock.advance(1);
    await until('it runs', () => world.isReady('first'));
    world.bind('second');
    await until('the other runs too', () => world.isReady('second'));
    expect(world.status('second').podIP).to.equal('10.244.0.3');
    expect(world.events()).to.include('Pulled: Container image "example.com/app:1" already present on machine and can be accessed by the pod');
  });

  it('gives the program its surroundings', async () => {
    await using world = new TestNode();
    world.bind('app', { env: [{ name: 'A', value: '1' }, { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }], args: ['--a=$(A)'] });
    await world.pass('it runs', () => world.isReady('app'));
    const [{ tag, env, container, pod } = expect.fail()] = world.program.starts;
    expect({ tag, args: container.args, name: pod.metadata.name }).to.deep.equal({ tag: '1', args: ['--a=1'], name: 'app' });
    expect(env).to.include({ A: '1', IP: '10.244.0.2', HOSTNAME: 'app' });
  });

  it('waits for the ConfigMap that a variable comes from', async () => {
    await using world = new TestNode();
    world.bind('app', { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] });
    await world.pass('it says what is missing', () => world.container('app')?.state.waiting?.reason === 'CreateContainerConfigError');
    expect(world.container('app')?.state.waiting?.message).to.equal('configmap "settings" not found');
    world.kube.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'test' }, data: { a: 'x' } } as never);
    await world.pass('it runs', () => world.isReady('app'), 500);
    expect(world.program.starts[0]?.env).to.include({ A: 'x' });
  });

  it('is reached at the address and the ports of its pod while it runs', async () => {
    await using world = new TestNode();
    world.bind('app');
    await world.pass('it runs', () => world.isReady('app'));
    const address = world.network.ip('10.244.0.2', 8080);
    expect(address).to.not.equal(undefined);
    expect(world.network.pod({ namespace: 'test', name: 'app', port: 'http' })).to.deep.equal(address);
    expect(await statusOf(address!.port)).to.equal(200);
    expect(world.network.ip('10.244.0.2', 81)).to.equal(undefined);
  });

  it('cannot pull what nothing stands for, and tries with growing pauses', async () => {
    await using world = new TestNode();
    world.bind('app', { image: 'ghcr.io/nobody/nothing:1' });
    await world.pass('the pull has failed', () => world.container('app')?.state.waiting?.reason === 'ErrImagePull');
    expect(world.container('app')?.state.waiting?.message).to.equal('failed to pull and unpack image "ghcr.io/nobody/nothing:1": failed to resolve image: ghcr.io/nobody/nothing:1: not found');
    expect(world.status('app').phase).to.equal('Pending');
    await world.pass('it waits', () => world.container('app')?.state.waiting?.reason === 'ImagePullBackOff');
    expect(world.container('app')?.state.waiting?.message).to.match(/^Back-off pulling image "ghcr.io\/nobody\/nothing:1": ErrImagePull: failed/);
    const before = world.clock.now().getTime();
    await world.pass('it tries again', () => world.container('app')?.state.waiting?.reason === 'ErrImagePull', 500);
    expect(world.clock.now().getTime() - before).to.be.within(9000, 10_000);
  });

  it('starts what ends at once again, with pauses that grow, and remembers how it ended', async () => {
    await using world = new TestNode();
    world.program.failure = new Error('no database');
    world.bind('app');
    await world.pass('it backs off', () => world.container('app')?.state.waiting?.reason === 'CrashLoopBackOff');
    const uid = (world.kube.calls.find(({ resource, verb }) => resource === 'pods' && verb === 'patch')?.body as { metadata: { uid: string } }).metadata.uid;
    expect(world.container('app')?.state.waiting?.message).to.equal(`back-off 10s restarting failed container=c pod=app_test(${uid})`);
    expect(world.container('app')?.lastState.terminated).to.include({ exitCode: 1, reason: 'Error' });
    expect(world.container('app')?.restartCount).to.equal(1);
    expect(world.logs.lines({ namespace: 'test', pod: 'app', container: 'c' })).to.deep.equal(['start 2', 'no database']);
    await world.pass('it backs off for longer', () => world.container('app')?.state.waiting?.message?.startsWith('back-off 20s') === true, 500);
    expect(world.container('app')?.restartCount).to.equal(2);
    world.program.failure = undefined;
    await world.pass('it recovers', () => world.isReady('app'), 500);
    expect(world.container('app')?.restartCount).to.equal(3);
    expect(world.events()).to.include(`BackOff: Back-off restarting failed container c in pod app_test(${uid})`);
  });

  it('starts again what ends by itself, on new ports', async () => {
    await using world = new TestNode();
    world.bind('app');
    await world.pass('it runs', () => world.isReady('app'));
    const before = world.network.ip('10.244.0.2', 8080);
    world.program.starts[0]?.exited(3);
    await world.pass('it runs again', () => world.container('app')?.restartCount === 1 && world.isReady('app'));
    expect(world.container('app')?.lastState.terminated).to.include({ exitCode: 3, reason: 'Error' });
    expect(world.network.ip('10.244.0.2', 8080)).to.not.deep.equal(before);
    expect(world.program.stops).to.deep.equal([0]);
  });

  it('does not start again what is to run once', async () => {
    await using world = new TestNode();
    world.bind('app', {}, { restartPolicy: 'Never' });
    await world.pass('it runs', () => world.isReady('app'));
    world.program.starts[0]?.exited(0);
    await until('it has succeeded', () => world.status('app').phase === 'Succeeded');
    expect(world.program.starts).to.have.length(1);
  });

  it('is not ready while its readiness probe fails, and says why', async () => {
    await using world = new TestNode();
    world.program.status = 503;
    world.bind('app', { readinessProbe });
    await world.pass('it has been probed', () => world.events().some((text) => text.startsWith('Unhealthy')));
    expect(world.events()).to.include('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503');
    expect(world.isReady('app')).to.equal(false);
    expect(world.status('app').conditions?.find(({ type }) => type === 'Ready')).to.include({ reason: 'ContainersNotReady', message: 'containers with unready status: [c]' });
    world.program.status = 200;
    await world.pass('it is ready', () => world.isReady('app'));
    world.program.status = 500;
    await world.pass('it is not ready any more', () => !world.isReady('app'));
  });

  it('ends and starts again what fails its liveness probe', async () => {
    await using world = new TestNode();
    world.bind('app', { livenessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 2 } }, { terminationGracePeriodSeconds: 5 });
    await world.pass('it runs', () => world.isReady('app'));
    world.program.status = 500;
    await world.pass('it is killed', () => world.program.stops.length > 0);
    world.program.status = 200;
    await world.pass('it runs again', () => world.container('app')?.restartCount === 1 && world.isReady('app'));
    expect(world.events()).to.include('Killing: Container c failed liveness probe, will be restarted');
    expect(world.program.stops[0]).to.equal(5000);
  });

  it('lets a deleted pod serve for a while, then ends and removes it', async () => {
    await using world = new TestNode();
    world.bind('app');
    await world.pass('it runs', () => world.isReady('app'));
    world.markDeleted('app', 30);
    await until('its end is known', () => world.events().includes('Killing: Stopping container c'));
    world.clock.advance(1990);
    expect(await statusOf(world.network.ip('10.244.0.2', 8080)!.port)).to.equal(200);
    expect(world.status('app').phase).to.equal('Running');
    expect(world.isReady('app')).to.equal(true);
    await world.pass('it is gone', () => world.status('app').phase === undefined);
    expect(world.program.stops).to.deep.equal([28_000]);
    expect(world.network.ip('10.244.0.2', 8080)).to.equal(undefined);
    const last = world.kube.calls.filter(({ verb, resource }) => verb === 'patch' && resource === 'pods').at(-1)?.body as { status: { phase: string } };
    expect(last.status.phase).to.equal('Succeeded');
  });

  it('gives a deleted pod no longer than it may have', async () => {
    await using world = new TestNode();
    world.bind('app');
    await world.pass('it runs', () => world.isReady('app'));
    world.markDeleted('app', 1);
    await until('its end is known', () => world.events().includes('Killing: Stopping container c'));
    world.clock.advance(1000);
    await until('it is gone', () => world.status('app').phase === undefined);
    expect(world.program.stops).to.deep.equal([0]);
  });

  it('ends at once what has been deleted by force', async () => {
    await using world = new TestNode();
    world.bind('app');
    await world.pass('it runs', () => world.isReady('app'));
    await world.kube.delete({ resource: { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true }, namespace: 'test', name: 'app' });
    await until('its program is stopped', () => world.program.stops.length === 1);
    expect(world.program.stops).to.deep.equal([0]);
    await until('its log is gone', () => world.logs.lines({ namespace: 'test', pod: 'app', container: 'c' }) === undefined);
  });

  it('writes a status again that could not be written', async () => {
    await using world = new TestNode();
    world.kube.failNext(({ verb, resource }) => verb === 'patch' && resource === 'pods', new ApiError(500, 'InternalError', 'etcd is away'));
    world.bind('app');
    await world.pass('it is ready all the same', () => world.isReady('app'));
  });

  it('writes nothing where nothing has changed', async () => {
    await using world = new TestNode();
    world.bind('app', { readinessProbe });
    await world.pass('it is ready', () => world.isReady('app'));
    const writes = () => world.kube.writes.filter(({ resource }) => resource === 'pods').length;
    const before = writes();
    const requests = world.clock.now().getTime();
    await world.pass('it has been probed some more', () => world.clock.now().getTime() - requests > 5000);
    expect(writes()).to.equal(before);
  });

  it('ends all programs with the node', async () => {
    const world = new TestNode();
    world.bind('one');
    world.bind('two');
    await world.pass('both run', () => world.isReady('one') && world.isReady('two'));
    await world[Symbol.asyncDispose]();
    expect(world.program.stops).to.deep.equal([0, 0]);
    expect(world.network.ip('10.244.0.2', 8080)).to.equal(undefined);
  });
});

function statusOf(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    http.get({ port, host: '127.0.0.1', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
}
