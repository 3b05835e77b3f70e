import { expect } from 'chai';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { answersComeIn, carries, isTidy, quick, reaches, withProduct } from './product.ts';
import { aWorld } from './world.ts';

describe('test/cluster/operators-seat.story.ts', function () {
  this.timeout(240_000);
  const world = aWorld('seat');
  withProduct(world);
  before(async () => {
    await world.apply('podinfo');
    await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
    await world.apply('ingress-route');
  });

  const firstLine = async () => (await world.canary(['explain', 'podinfo'])).stdout.split('\n')[0];
  const rollouts = async () => (JSON.parse((await world.canary(['history', 'podinfo', '-o', 'json'])).stdout) as { rollouts: { result: string; from?: object; to?: object; startedBy?: string; command?: { verb: string } }[] }).rollouts;

  it('init writes a Canary from what it finds, and the server stores it', async () => {
    const made = await world.canary(['init', 'deployment/podinfo', '--apply']);
    expect(made.code, made.stderr).to.equal(0);
    expect(made.stdout).to.match(/# IngressRoute podinfo leads to TraefikService podinfo, which is made\n +provider: traefik/);
    expect(made.stdout).to.match(/has Traefik's numbers\n +metricsServer: http:\/\/prometheus\.traefik:9090/);
    await world.waitForObject<KubeObject>([canaries, 'podinfo'], 'is initialized', (canary) => (canary as unknown as Canary | undefined)?.status?.phase === 'Initialized', 30);
    expect(await firstLine()).to.match(/Initialized: nothing is held: deployment\/podinfo serves .*podinfo:6\.0\.0, 2 of 2 pods available$/);
    const canary = (await world.read<KubeObject>(canaries, 'podinfo')) as unknown as Canary;
    quick(canary);
    await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', JSON.stringify({ spec: { metricsServer: null, analysis: canary.spec.analysis } }));
    await answersComeIn(world);
  });

  it('explain and diff tell of a change that waits', async () => {
    await world.setImage('6.0.1');
    expect(await firstLine()).to.match(/: deployment\/podinfo is held: its new template \(.*podinfo:6\.0\.1\) waits, and 2 of 2 pods of its stable one serve$/);
    const diff = await world.canary(['diff', 'podinfo']);
    expect(diff.code, diff.stderr).to.equal(1);
    expect(diff.stdout).to.match(/^-.*podinfo:6\.0\.0$/m).and.to.match(/^\+.*podinfo:6\.0\.1$/m);
  });

  it('history and explain tell of an abort, and by whom', async () => {
    const canary = await world.watch<KubeObject>(canaries, 'podinfo');
    const load = await world.load();
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await carries(canary, 20);
    expect((await world.canary(['abort', 'podinfo'])).code).to.equal(0);
    await reaches(canary, 'Failed');
    expect((await driver.ended).code).to.equal(4);
    await load.stop();
    expect(await firstLine()).to.match(/Failed: rolled back at weight 20: aborted by \S+$/);
    expect((await rollouts()).map(({ result, command }) => [result, command?.verb])).to.deep.equal([['aborted', 'abort']]);
  });

  it('history tells of a promotion: from which image to which', async () => {
    const canary = await world.watch<KubeObject>(canaries, 'podinfo');
    const load = await world.load();
    await world.setImage('6.0.2');
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await reaches(canary, 'Succeeded');
    await isTidy(canary);
    expect((await driver.ended).code).to.equal(0);
    await load.stop();
    const last = (await rollouts()).at(-1);
    expect(last).to.deep.include({ result: 'promoted', from: { podinfod: 'ghcr.io/stefanprodan/podinfo:6.0.0' }, to: { podinfod: 'ghcr.io/stefanprodan/podinfo:6.0.2' } });
    expect(await world.canary(['diff', 'podinfo'])).to.deep.include({ code: 0, stdout: '' });
  });

  it('explain tells why pods of a new version do not start', async () => {
    await world.kubectl('patch', 'deployment', 'podinfo', '--type=json', '-p', '[{"op":"replace","path":"/spec/template/spec/containers/0/command","value":["./podinfo","--bogus"]}]');
    const driver = world.startCanary('run', 'podinfo', '--idle', 'await');
    await world.waitForObject<KubeObject>([canaries, 'podinfo'], 'has failed', (canary) => (canary as unknown as Canary | undefined)?.status?.phase === 'Failed', 120);
    expect((await driver.ended).code).to.equal(3);
    const { stdout } = await world.canary(['explain', 'podinfo']);
    expect(stdout).to.match(/podinfo-canary-\S+: (container podinfod ended with exit code 2|BackOff: Back-off restarting failed container)/);
  });
});
