import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Canary, GateStatus } from '../../shared/api/canary.ts';
import type { GatePayload } from '../../shared/gates/gate.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments } from '../../shared/kube/resources.ts';
import { run } from './child.ts';
import { carries, eventsOf, isTidy, phasesOf, quick, reaches, stablePods, targetOf, weightsOf, withPodinfo, withProduct } from './product.ts';
import type { Watch } from './watch-object.ts';
import { aWorld } from './world.ts';

describe('test/cluster/gates.story.ts', function () {
  this.timeout(180_000);
  const world = aWorld('gates');
  const name = `podinfo.${world.namespace}`;
  let told: Listener;
  let canary: Watch<KubeObject>;
  withProduct(world);
  before(async () => {
    told = await listen();
    await world.apply('loadtester');
    await world.kubectl('rollout', 'status', 'deployment/loadtester', '--timeout=60s');
  });
  after(() => told.close());
  withPodinfo(world, (object) => {
    quick(object);
    const loadtester = `http://loadtester.${world.namespace}`;
    object.spec.analysis.maxUnknown = 10;
    object.spec.analysis.metrics = [{ name: 'request-success-rate', thresholdRange: { min: 99 } }];
    object.spec.analysis.webhooks = [
      { name: 'start', type: 'confirm-rollout', url: `${loadtester}/gate/check` },
      { name: 'acceptance', type: 'pre-rollout', url: loadtester, metadata: { type: 'http', url: 'http://podinfo-canary/api/info', expectedStatus: '200' } },
      { name: 'users', url: loadtester, metadata: { type: 'http', url: 'http://traefik.traefik/', headers: `Host: ${world.host}`, requestsPerSecond: '40', duration: '1m' } },
      { name: 'go', type: 'confirm-promotion', url: `${loadtester}/gate/check` },
      { name: 'enough', type: 'rollback', url: `${loadtester}/rollback/check` },
      { name: 'goodbye', type: 'post-rollout', url: `${told.url}/goodbye`, metadata: { team: 'web' } },
      { name: 'journal', type: 'event', url: `${told.url}/journal` },
    ];
  });
  beforeEach(async () => {
    canary = await world.watch<KubeObject>(canaries, 'podinfo');
    told.calls.length = 0;
  });
  afterEach(() => canary.stop());

  it('nothing begins, and nothing is promoted, before somebody opens the gate', async () => {
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await world.setImage('6.0.1');
    await gateIs('start', 'closed');
    await stays(({ phase }) => phase === 'Waiting');
    expect(await world.read(deployments, 'podinfo-canary'), 'the canary while the gate is closed').to.equal(undefined);

    await turn('/gate/open');
    await reaches(canary, 'Progressing');
    await turn('/gate/close');
    await reaches(canary, 'WaitingPromotion');
    await stays(({ phase, canaryWeight, failedChecks }) => phase === 'WaitingPromotion' && canaryWeight === 60 && failedChecks === 0);
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.1' });

    await turn('/gate/open');
    await reaches(canary, 'Succeeded');
    expect((await driver.ended).code, 'exit code of the driver').to.equal(0);
    await isTidy(canary);
    expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
    expect(weightsOf(canary)).to.deep.equal([0, 20, 40, 60, 0]);
    expect(phasesOf(canary).slice(-5)).to.deep.equal(['Waiting', 'Progressing', 'WaitingPromotion', 'Promoting', 'Succeeded']);
    const events = (await eventsOf(world)).split('\n');
    for (const once of [
      `Halt ${name} advancement waiting for approval start`,
      'Confirm-rollout check start passed',
      'Pre-rollout check acceptance passed',
      `Halt ${name} advancement waiting for promotion approval go`,
      'Confirm-promotion check go passed',
      'Post-rollout check goodbye passed',
    ]) {
      expect(events.filter((text) => text === once), once).to.have.length(1);
    }
  });

  it('the load tester has sent the requests that were judged, and all of them were answered', async () => {
    const counted = await world.kubectl('get', '--raw', `${proxy()}/metrics`);
    const codes = [...counted.matchAll(/^kubectl_canary_loadtester_requests_total\{.*name="podinfo",code="(\w+)"\} (\d+)$/gm)];
    expect(codes.map(([, code]) => code)).to.deep.equal(['200']);
    expect(Number(codes[0]?.[2])).to.be.above(300);
  });

  it('an open rollback gate takes the traffic back; gates are told how it ended, and event gates all that happened', async () => {
    const before = await stablePods(world);
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await world.setImage('6.0.2');
    await carries(canary, 20);
    await turn('/rollback/open');
    const failed = await reaches(canary, 'Failed', 20);
    expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
    await isTidy(canary);

    expect(failed.status?.because).to.match(/^rolled back at weight \d+: rollback check enough asked for it$/);
    expect(await stablePods(world)).to.deep.equal(before);
    expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
    const events = await eventsOf(world);
    expect(events).to.include('Rollback check enough passed').and.to.include(`Rolling back ${name} manual webhook invoked`);

    const [goodbye, ...more] = told.to('/goodbye');
    expect(more, 'more calls of the post-rollout gate').to.deep.equal([]);
    expect(goodbye).to.include({ name: 'podinfo', namespace: world.namespace, phase: 'Failed' });
    expect(goodbye?.metadata).to.deep.equal({ team: 'web' });
    const journal = told.to('/journal');
    expect(journal.map(({ metadata }) => `${metadata['eventType']} ${metadata['eventMessage']}`)).to.include.members([
      `Normal New revision detected! Scaling up ${name}`,
      `Normal Advance ${name} canary weight 20`,
      'Warning Rollback check enough passed',
      `Warning Canary failed! Scaling down ${name}`,
    ]);
    expect(journal.every(({ metadata }) => Math.abs(Number(metadata['timestamp']) - Date.now()) < 120_000), 'timestamps').to.equal(true);
    expect(new Set(journal.slice(2).map(({ checksum }) => checksum)), 'one checksum for one rollout').to.deep.equal(new Set([goodbye?.checksum]));
  });

  it('a version that fails its acceptance test gets no traffic at all', async () => {
    await turn('/rollback/close');
    await world.kubectl('patch', 'canary', 'podinfo', '--type=json', '-p', JSON.stringify([{ op: 'replace', path: '/spec/analysis/webhooks/1/metadata/expectedStatus', value: '404' }]));
    const load = await world.load();
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await world.setImage('6.0.3');
    await canary.until('has begun', (object) => statusOf(object).phase === 'Progressing', 30);
    const failed = await reaches(canary, 'Failed', 60);
    expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
    await isTidy(canary);
    await load.stop();

    expect(load.failures()).to.deep.equal([]);
    expect(load.shares()).to.deep.equal({ '6.0.1': 1 });
    expect(weightsOf(canary)).to.deep.equal([0]);
    expect(failed.status?.failedChecks).to.equal(2);
    const address = `http://podinfo-canary.${world.namespace}/api/info`;
    expect(await eventsOf(world)).to.include(`Halt ${name} advancement pre-rollout check acceptance failed GET ${address} answered 200, expected 404`);
  });

  function proxy(): string {
    return `/api/v1/namespaces/${world.namespace}/services/loadtester:80/proxy`;
  }

  /** What a person does who opens or closes a gate: POST, through the API server. */
  async function turn(path: string): Promise<void> {
    const input = JSON.stringify({ name: 'podinfo', namespace: world.namespace });
    const turned = await run({ command: 'kubectl', args: ['create', '--raw', `${proxy()}${path}`, '-f', '-'], input });
    expect(turned.code, turned.stderr).to.equal(0);
  }

  async function gateIs(gate: string, state: GateStatus['state']): Promise<void> {
    await canary.until(`has gate ${gate} ${state}`, (object) => statusOf(object).gates?.some((each) => each.name === gate && each.state === state) === true, 30);
  }

  /** Nothing else is seen for more than two intervals, in which the gate is asked again. */
  async function stays(wanted: (status: NonNullable<Canary['status']>) => boolean): Promise<void> {
    const from = canary.states.length - 1;
    await new Promise((resolve) => setTimeout(resolve, 7000));
    expect(canary.states.slice(from).map(({ object }) => statusOf(object)).filter((status) => !wanted(status))).to.deep.equal([]);
  }
});

function statusOf(object: KubeObject | undefined): NonNullable<Canary['status']> {
  return (object as unknown as Canary | undefined)?.status ?? {};
}

/** A server of the story's own: it is where the driver runs, so the driver reaches it. */
interface Listener {
  readonly url: string;
  readonly calls: { readonly path: string; readonly payload: GatePayload }[];
  /** What was posted to a path, in order. */
  to(path: string): GatePayload[];
  close(): void;
}

async function listen(): Promise<Listener> {
  const calls: Listener['calls'] = [];
  const server = createServer((request, response) => {
    void json(request).then((payload) => {
      calls.push({ path: request.url ?? '', payload: payload as GatePayload });
      response.end('OK');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    to: (path) => calls.flatMap((call) => (call.path === path ? [call.payload] : [])),
    close: () => void server.close(),
  };
}
