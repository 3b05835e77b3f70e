import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { carries, eventsOf, isTidy, phasesOf, reaches, stablePods, targetOf, weightsOf, withPodinfo, withProduct } from './product.ts';
import { aWorld } from './world.ts';

describe('test/cluster/tutorial.story.ts', function () {
  this.timeout(240_000);

  describe('podinfo 6.0.0 becomes 6.0.1, ten percent at a time', () => {
    const world = aWorld('tutorial');
    withProduct(world);
    withPodinfo(world);

    it('is held, analysed at 10, 20, 30, 40 and 50 percent, and promoted; every user is served', async () => {
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const watching = world.startCanary('watch', 'podinfo');
      const changed = await world.setImage('6.0.1');
      expect(changed.stderr).to.include(`Warning: deployment/podinfo is held by canary podinfo: run "kubectl canary watch podinfo -n ${world.namespace}"`);
      const rollout = world.startKubectl('rollout', 'status', 'deployment/podinfo', '--timeout=120s');

      for (const weight of [10, 20, 30, 40, 50]) {
        await carries(canary, weight);
        const from = Date.now() + 2500; // Traefik takes up a change within 2 s
        await new Promise((resolve) => setTimeout(resolve, 9000));
        const seen = (load.shares(from, from + 6000)['6.0.1'] ?? 0) * 100;
        expect(seen, `percent of answers from 6.0.1 at weight ${weight}`).to.be.within(weight - 6, weight + 6);
        expect(rollout.lines.join('\n'), 'kubectl rollout status while analysed').not.to.include('successfully rolled out');
      }
      const promoted = await reaches(canary, 'Succeeded', 60);
      expect((await rollout.ended).code, 'kubectl rollout status').to.equal(0);
      expect((await watching.ended).code, 'kubectl canary watch').to.equal(0);
      await isTidy(canary);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await load.stop();

      expect(weightsOf(canary)).to.deep.equal([0, 10, 20, 30, 40, 50, 0]);
      expect(phasesOf(canary).slice(-3)).to.deep.equal(['Progressing', 'Promoting', 'Succeeded']);
      expect(promoted.status?.failedChecks).to.equal(0);
      expect(load.failures()).to.deep.equal([]);
      expect(load.shares(Date.now() - 1500)).to.deep.equal({ '6.0.1': 1 });
      expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.1' });
      const events = await eventsOf(world);
      const { namespace } = world;
      for (const text of [
        `New revision detected! Scaling up podinfo.${namespace}`,
        `Waiting for podinfo.${namespace} rollout to finish: 0 of 1 updated replicas are available`,
        ...[10, 20, 30, 40, 50].map((weight) => `Advance podinfo.${namespace} canary weight ${weight}`),
        'Routing all traffic to primary',
        `Promotion completed! Scaling down podinfo.${namespace}`,
      ]) {
        expect(events).to.include(text);
      }
    });

    it('6.0.2 with errors goes back to 6.0.1 at the third failed check; who uses 6.0.1 sees nothing of it', async () => {
      await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', '{"spec":{"analysis":{"threshold":3}}}');
      const before = await stablePods(world);
      const load = await world.load();
      const canary = await world.watch<KubeObject>(canaries, 'podinfo');
      const watching = world.startCanary('watch', 'podinfo');
      await world.setImage('6.0.2');
      await carries(canary, 20, 60);
      const errors = await world.load({ path: '/status/500', requestsPerSecond: 40, seconds: 120 });
      await reaches(canary, 'Failed', 90);
      const rolledBackAt = Date.now();
      await errors.stop();
      expect((await watching.ended).code, 'kubectl canary watch').to.equal(3);
      await isTidy(canary);
      await load.stop();

      expect(await stablePods(world), 'stable pods and their restarts').to.deep.equal(before);
      expect(load.failures()).to.deep.equal([]);
      expect(load.shares(rolledBackAt + 2500)).to.deep.equal({ '6.0.1': 1 });
      expect(await targetOf(world)).to.deep.equal({ held: true, paused: true, image: '6.0.2' });
      expect(await world.kubectl('get', 'deployment', 'podinfo-canary', '-o', 'jsonpath={.spec.replicas}')).to.equal('0');
      const status = (await world.canary(['status', 'podinfo'])).stdout;
      expect(status).to.match(/held/i).and.to.match(/failed checks threshold reached 3/);
      const events = await eventsOf(world);
      expect(events).to.match(/Halt podinfo\.\S+ advancement success rate \d+\.\d+% < 99%/);
      expect(events).to.include(`Rolling back podinfo.${world.namespace} failed checks threshold reached 3`);
      expect(events).to.include(`Canary failed! Scaling down podinfo.${world.namespace}`);
    });
  });
});
