import { expect } from 'chai';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { answersComeIn, carries, createCanary, eventsOf, isTidy, phasesOf, quick, reaches, targetOf, weightsOf, withPodinfo, withProduct } from './product.ts';
import { aWorld } from './world.ts';
import type { World } from './world.ts';

describe('test/cluster/metrics.story.ts', function () {
  this.timeout(240_000);

  describe('a check of a metric template: at most 5 percent of the answers are 404', () => {
    const world = aWorld('not-found');
    withProduct(world);
    before(() => world.apply('metric-template'));
    withPodinfo(world, ({ spec: { analysis } }) => {
      Object.assign(analysis, { interval: '5s', threshold: 2, maxUnknown: 10, stepWeight: 20, maxWeight: 40 });
      analysis.metrics = [{ name: 'not-found-percentage', templateRef: { name: 'not-found-percentage' }, interval: '20s', thresholdRange: { max: 5 } }];
    });

    it('ends a rollout at the threshold, with the value in its event; who asks for what is there sees nothing of it', async () => {
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const missing = await world.load({ path: '/status/404', requestsPerSecond: 17 });
      const driver = drive(world);
      await world.setImage('6.0.1');
      const failed = await reaches(canary, 'Failed', 90);
      expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
      await missing.stop();
      await load.stop();
      await isTidy(canary);

      expect(load.failures()).to.deep.equal([]);
      expect(weightsOf(canary)).to.deep.equal([0, 20, 0]);
      expect(failed.status?.failedChecks).to.equal(2);
      expect(failed.status?.checks?.[0]).to.include({ name: 'not-found-percentage', verdict: 'failed', max: 5 });
      expect(failed.status?.checks?.[0]?.value).to.be.within(5, 100);
      const events = await eventsOf(world);
      expect(events).to.match(new RegExp(`Halt podinfo\\.${world.namespace} advancement not-found-percentage \\d+\\.\\d\\d > 5\\n`));
      expect(events).to.include(`Rolling back podinfo.${world.namespace} failed checks threshold reached 2`);
      expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.1' });
    });

    it('lets the same version pass when there are no 404s any more', async () => {
      await world.setImage('6.0.0');
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      await reaches(canary, 'Initialized', 20);
      await windowIsOver(20);
      const driver = drive(world);
      await world.setImage('6.0.1');
      const promoted = await reaches(canary, 'Succeeded', 120);
      expect((await driver.ended).code, 'exit code of the driver').to.equal(0);
      await isTidy(canary);
      await load.stop();

      expect(load.failures()).to.deep.equal([]);
      expect(weightsOf(canary)).to.deep.equal([0, 20, 40, 0]);
      expect(promoted.status?.failedChecks).to.equal(0);
      expect(promoted.status?.checks?.[0]).to.include({ name: 'not-found-percentage', verdict: 'passed', value: 0 });
      expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
    });
  });

  describe('a Prometheus that is not there', () => {
    const world = aWorld('nowhere');
    withProduct(world);
    withPodinfo(world, (canary) => {
      quick(canary);
      canary.spec.metricsServer = 'http://nowhere.traefik:9090';
      canary.spec.analysis.maxUnknown = 3;
    });

    it('fails no check: that nobody could find out has a limit of its own, and says whom it asked', async () => {
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const driver = drive(world);
      await world.setImage('6.0.1');
      const failed = await reaches(canary, 'Failed', 90);
      expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
      await isTidy(canary);
      await load.stop();

      expect(load.failures()).to.deep.equal([]);
      expect(weightsOf(canary)).to.deep.equal([0, 20, 0]);
      expect(failed.status).to.include({ failedChecks: 0, unknownChecks: 3 });
      expect(failed.status?.checks?.map(({ verdict, failures }) => ({ verdict, failures }))).to.deep.equal([{ verdict: 'unknown', failures: 0 }, { verdict: 'unknown', failures: 0 }]);
      expect(failed.status?.because).to.match(/^rolled back at weight 20: could not find out 3 times: .*http:\/\/nowhere\.traefik:9090/);
      const events = await eventsOf(world);
      expect(events).to.match(/Prometheus query failed.*http:\/\/nowhere\.traefik:9090/);
      expect(events).not.to.include('failed checks threshold');
      expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.1' });
    });
  });

  describe('blue/green without a mesh, judged by what the canary pods count themselves', () => {
    const world = aWorld('services');
    withProduct(world);
    before(async () => {
      await world.apply('podinfo');
      await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
      await world.apply<Route>('ingress-route', ({ spec: { routes } }) => routes.forEach((route) => (route.services = [{ kind: 'Service', name: 'podinfo', port: 80 }])));
      await createCanary(world, (canary) => {
        quick(canary);
        canary.spec.provider = 'kubernetes';
        const { interval, threshold, metrics = [] } = canary.spec.analysis;
        canary.spec.analysis = { interval, threshold, metrics, iterations: 2 };
      });
      await answersComeIn(world);
    });

    it('promotes after two iterations; no user reaches the new version before that', async () => {
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const driver = drive(world);
      await world.setImage('6.0.1');
      await reaches(canary, 'Promoting', 60);
      const promotedAt = Date.now();
      const promoted = await reaches(canary, 'Succeeded', 60);
      expect((await driver.ended).code, 'exit code of the driver').to.equal(0);
      await isTidy(canary);
      await new Promise((resolve) => setTimeout(resolve, 3000)); // Traefik takes up a change within 2 s
      await load.stop();

      expect(load.failures()).to.deep.equal([]);
      expect(load.shares(0, promotedAt - 100)).to.deep.equal({ '6.0.0': 1 });
      expect(load.shares(Date.now() - 1000)).to.deep.equal({ '6.0.1': 1 });
      expect(weightsOf(canary)).to.deep.equal([0]);
      expect(promoted.status?.iterations).to.equal(2);
      expect(promoted.status?.checks?.map(({ name, verdict }) => `${name} ${verdict}`)).to.deep.equal(['request-success-rate passed', 'request-duration passed']);
      const events = await eventsOf(world);
      for (const iteration of [1, 2]) {
        expect(events).to.include(`Advance podinfo.${world.namespace} canary iteration ${iteration}/2`);
      }
    });

    it('goes no further with a version that answers its testers with errors', async () => {
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const load = await world.load();
      const driver = drive(world);
      await world.setImage('6.0.2');
      const testers = askCanaryPods(world, '/status/500');
      await reaches(canary, 'Failed', 60);
      await testers.stop();
      expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
      await load.stop();

      expect(load.failures()).to.deep.equal([]);
      expect(load.shares()).to.deep.equal({ '6.0.1': 1 });
      expect(phasesOf(canary)).not.to.include('Promoting');
      expect(await eventsOf(world)).to.match(/Halt podinfo\.\S+ advancement success rate \d+\.\d+% < 99%/);
    });
  });

  describe('a version that answers slowly, with no Prometheus', () => {
    const world = aWorld('slow');
    withProduct(world);
    withPodinfo(world, quick);

    it('fails request-duration, and goes back', async () => {
      const load = await world.load({ requestsPerSecond: 40 });
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const driver = drive(world);
      await world.setImage('6.0.1');
      await carries(canary, 20);
      const slow = await world.load({ path: '/delay/1', requestsPerSecond: 20 });
      const failed = await reaches(canary, 'Failed', 60);
      expect((await driver.ended).code, 'exit code of the driver').to.equal(3);
      await slow.stop();
      await isTidy(canary);
      await load.stop();

      expect(load.failures()).to.deep.equal([]);
      expect(checkOf(failed, 'request-duration')).to.include({ verdict: 'failed', unit: 'ms', max: 500 });
      expect(checkOf(failed, 'request-success-rate')).to.include({ verdict: 'passed', value: 100 });
      expect(await eventsOf(world)).to.match(/Halt podinfo\.\S+ advancement request duration (\d+ms|\d+(\.\d+)?s) > 500ms/);
    });
  });
});

type Route = KubeObject & { spec: { routes: { services: object[] }[] } };

/** Somebody carries the next rollout on, until it has ended. */
function drive(world: World) {
  return world.startCanary('run', 'podinfo', '--idle', 'await');
}

function checkOf({ status }: Canary, name: string) {
  return status?.checks?.find((check) => check.name === name);
}

/** Until a window of so many seconds holds nothing of what was before. */
function windowIsOver(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, (seconds + 6) * 1000)); // Prometheus reads every 5 s
}

/** Requests to the canary's own Service through the API server, one after another, until stopped. */
function askCanaryPods(world: World, path: string): { stop(): Promise<void> } {
  let stopped = false;
  const asking = (async () => {
    while (!stopped) {
      await world.tryKubectl('get', '--raw', `/api/v1/namespaces/${world.namespace}/services/podinfo-canary:80/proxy${path}`);
    }
  })();
  return { stop: () => ((stopped = true), asking) };
}
