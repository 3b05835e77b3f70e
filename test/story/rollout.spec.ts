import { expect } from 'chai';
import { sendCommand } from '../../shared/engine/commands.ts';
import { finalizer } from '../../shared/api/annotations.ts';
import type { Webhook } from '../../shared/api/canary.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import { canaries, leases } from '../../shared/kube/resources.ts';
import { takeAway } from '../../shared/engine/take-away.ts';
import { StoryWorld } from './story-world.ts';

/** Every change of phase in the history, in order. */
const phases = (world: StoryWorld) => (world.canary?.status?.history ?? []).map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);

describe('test/story/rollout.spec.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  afterEach(() => world.end());

  it('a new image is held, tried at 20 and 40 percent, promoted, and the canary is gone', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:2');
    expect(world.isHeld).to.equal(true);
    expect((await driving).outcome).to.equal('promoted');
    expect(world.weights).to.deep.equal([0, 20, 40, 0]);
    expect(phases(world)).to.deep.equal(['Initialized', 'Progressing', 'Promoting', 'Succeeded']);
    expect({ image: world.image, held: world.isHeld, canary: world.canaryReplicas }).to.deep.equal({ image: 'podinfo:2', held: false, canary: 0 });
    expect(world.canary?.status?.checks?.[0]).to.include({ name: 'request-success-rate', verdict: 'passed', value: 100, min: 99 });
  });

  it('a promotion costs the API server fewer than sixty calls', async () => {
    world = await StoryWorld.begin({ stepWeight: 10, maxWeight: 50 });
    const before = world.kube.calls.length;
    const driving = world.run();
    await world.setImage('podinfo:2');
    await driving;
    const calls = world.kube.calls.slice(before).filter(({ verb, resource }) => !(verb === 'patch' && resource === 'deployments'));
    expect(calls.length, calls.map(({ verb, resource, subresource }) => [verb, resource, subresource ?? ''].join(' ')).join('\n')).to.be.below(60);
  });

  it('failed checks put traffic back at the one that reaches the threshold; the change stays held, and their number is kept (quirk 5)', async () => {
    world = await StoryWorld.begin();
    world.successRate = 50;
    const driving = world.run();
    await world.setImage('podinfo:2');
    const { outcome, because } = await driving;
    expect(outcome).to.equal('rolledBack');
    expect(because).to.equal('rolled back at weight 20: failed checks threshold reached 2: Halt podinfo.test advancement success rate 50.00% < 99%');
    expect(world.weights).to.deep.equal([0, 20, 0]);
    expect({ held: world.isHeld, canary: world.canaryReplicas, phase: world.canary?.status?.phase, failedChecks: world.canary?.status?.failedChecks }).to.deep.equal({ held: true, canary: 0, phase: 'Failed', failedChecks: 2 });
    const events = world.kube.calls.filter(({ resource }) => resource === 'events').map(({ body }) => (body as { message: string }).message);
    expect(events).to.include.members(['Halt podinfo.test advancement success rate 50.00% < 99%', 'Rolling back podinfo.test failed checks threshold reached 2', 'Canary failed! Scaling down podinfo.test']);
  });

  it('what cannot be found out is no failed check, and has its own limit', async () => {
    world = await StoryWorld.begin({ maxUnknown: 3 });
    world.successRate = undefined;
    const driving = world.run();
    await world.setImage('podinfo:2');
    const { outcome, because } = await driving;
    expect(outcome).to.equal('rolledBack');
    expect(because).to.match(/could not find out 3 times: .*no values found.*traefik_service_request/);
    expect(world.canary?.status?.failedChecks).to.equal(0);
  });

  it('a canary that never starts is rolled back without a single request to it', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:broken');
    expect((await driving).because).to.match(/exceeded its progress deadline/);
    expect(world.weights).to.deep.equal([0]);
    expect(world.isHeld).to.equal(true);
  });

  it('a third template during the analysis starts it anew; traffic goes back in between', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.weights.at(-1) === 20);
    await world.setImage('podinfo:3');
    expect((await driving).outcome).to.equal('promoted');
    expect(world.weights).to.deep.equal([0, 20, 0, 20, 40, 0]);
    expect(world.image).to.equal('podinfo:3');
  });

  it('the stable template applied again lifts the hold and cancels (quirk 8)', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.weights.at(-1) === 20);
    await world.setImage('podinfo:1');
    expect(world.isHeld).to.equal(false);
    expect((await driving).outcome).to.equal('aborted');
    expect(world.weights).to.deep.equal([0, 20, 0]);
    expect(world.canaryReplicas).to.equal(0);
  });

  it('two drivers at once give the same rollout as one', async () => {
    world = await StoryWorld.begin();
    const driving = [world.run({ identity: 'first' }), world.run({ identity: 'second' })];
    await world.setImage('podinfo:2');
    expect((await Promise.all(driving)).map(({ outcome }) => outcome)).to.deep.equal(['promoted', 'promoted']);
    expect(world.weights).to.deep.equal([0, 20, 40, 0]);
  });

  const commands = [
    { verb: 'promote', outcome: 'promoted', image: 'podinfo:2', held: false, weights: [0, 20, 0] },
    { verb: 'abort', outcome: 'aborted', image: 'podinfo:2', held: true, weights: [0, 20, 0] },
    { verb: 'revert', outcome: 'aborted', image: 'podinfo:1', held: false, weights: [0, 20, 0] },
  ] as const;
  for (const { verb, outcome, image, held, weights } of commands) {
    it(`${verb} is obeyed at once by whoever drives`, async () => {
      world = await StoryWorld.begin();
      const driving = world.run();
      await world.setImage('podinfo:2');
      await until(() => world.weights.at(-1) === 20);
      await sendCommand({ kube: world.kube, namespace: 'test', name: 'podinfo', verb, user: 'jane', template: undefined, now: () => world.clock.now() });
      expect((await driving).outcome).to.equal(outcome);
      expect({ image: world.image, held: world.isHeld, weights: world.weights }).to.deep.equal({ image, held, weights });
      expect(world.canary?.status?.command).to.include({ verb, by: 'jane' });
    });
  }

  const gate = (name: string, type: NonNullable<Webhook['type']>): Webhook => ({ name, type, url: `http://gates.test.svc/${name}` });

  it('a rollback gate is asked while a start waits for approval (quirk 2)', async () => {
    world = await StoryWorld.begin({ webhooks: [gate('start', 'confirm-rollout'), gate('stop', 'rollback')] });
    world.gates.set('start', 403).set('stop', 403);
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.canary?.status?.phase === 'Waiting');
    world.gates.set('stop', 200);
    const { outcome, because } = await driving;
    expect({ outcome, because }).to.deep.equal({ outcome: 'rolledBack', because: 'rolled back: rollback check stop asked for it' });
    expect({ phase: world.canary?.status?.phase, held: world.isHeld, weights: world.weights }).to.deep.equal({ phase: 'Failed', held: true, weights: [0] });
  });

  it('every rollout asks its pre-rollout gates anew, also behind a confirm-rollout gate', async () => {
    world = await StoryWorld.begin({ webhooks: [gate('start', 'confirm-rollout'), gate('acceptance', 'pre-rollout')] });
    const first = world.run();
    await world.setImage('podinfo:2');
    expect((await first).outcome).to.equal('promoted');
    world.gates.set('acceptance', 500);
    const second = world.run();
    await world.setImage('podinfo:3');
    expect((await second).outcome).to.equal('rolledBack');
    expect(world.weights).to.deep.equal([0, 20, 40, 0]);
  });

  it('a start is confirmed for one revision: the gate is told which, and another one under another name (quirk 9)', async () => {
    world = await StoryWorld.begin({ webhooks: [gate('start', 'confirm-rollout')] });
    world.gates.set('start', 403);
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.asked('start').length > 1);
    const first = new Set(world.asked('start').map(({ checksum }) => checksum));
    await world.setImage('podinfo:3');
    const before = world.asked('start').length;
    await until(() => world.asked('start').length > before + 1);
    world.gates.set('start', 200);
    expect((await driving).outcome).to.equal('promoted');
    expect(first.size).to.equal(1);
    expect([...first]).not.to.include(world.asked('start').at(-1)?.checksum);
  });

  it('while a promotion waits for approval, status and data plane keep the last share (quirk 14)', async () => {
    world = await StoryWorld.begin({ webhooks: [gate('end', 'confirm-promotion')] });
    world.gates.set('end', 403);
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.canary?.status?.phase === 'WaitingPromotion');
    expect({ shown: world.canary?.status?.canaryWeight, weights: world.weights }).to.deep.equal({ shown: 40, weights: [0, 20, 40] });
    world.gates.set('end', 200);
    expect((await driving).outcome).to.equal('promoted');
    expect(world.weights).to.deep.equal([0, 20, 40, 0]);
  });

  it('a Canary taken away in the middle leaves the stable template, its traffic, and nothing of ours', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until(() => world.weights.at(-1) === 20);
    await takeAway({ kube: world.kube, namespace: 'test', name: 'podinfo', identity: 'remover', user: 'jane', signal: new AbortController().signal, log: () => undefined, clock: world.clock });
    expect((await driving).outcome).to.equal('deleted');
    expect({ image: world.image, held: world.isHeld, canary: world.canaryReplicas, primary: world.service('podinfo-primary') }).to.deep.equal({ image: 'podinfo:1', held: false, canary: undefined, primary: undefined });
  });

  it('a namespace that is being deleted is not kept by a Canary in it', async () => {
    world = await StoryWorld.begin();
    const reference = { resource: canaries, namespace: 'test', name: 'podinfo' };
    await world.kube.patch(reference, { metadata: { finalizers: [finalizer] } });
    await world.kube.delete({ resource: leases, namespace: 'test', name: 'kubectl-canary-podinfo' });
    await world.kube.delete(reference);
    world.kube.failNext(({ verb, resource }) => verb === 'create' && resource === 'leases', new ApiError(403, 'Forbidden', 'leases "kubectl-canary-podinfo" is forbidden: unable to create new content in namespace test because it is being terminated'));
    expect((await world.run({ host: 'cluster', begin: false, idle: 'stay' })).outcome).to.equal('deleted');
    expect(world.canary).to.equal(undefined);
  });

  describe('a driver killed right after any one of its writes, and another that goes on', () => {
    const endings = [
      { title: 'promotion', successRate: 100, weights: [0, 20, 40, 0], phase: 'Succeeded', image: 'podinfo:2', held: false },
      { title: 'rollback', successRate: 50, weights: [0, 20, 0], phase: 'Failed', image: 'podinfo:2', held: true },
    ];
    for (const { title, successRate, weights, phase, image, held } of endings) {
      it(`gives the same ${title}, and no weight outside the plan`, async function () {
        this.timeout(60_000);
        for (let writes = 1; ; writes += 1) {
          world = await StoryWorld.begin();
          world.successRate = successRate;
          await world.setImage('podinfo:2');
          const died = await world.runAndDieAfter(writes);
          await world.run({ identity: 'heir', idle: 'end' });
          expect({ weights: world.weights, phase: world.canary?.status?.phase, image: world.image, held: world.isHeld, canary: world.canaryReplicas }, `killed after write ${writes}`)
            .to.deep.equal({ weights, phase, image, held, canary: 0 });
          expect(world.canary?.status?.finishedAt, `killed after write ${writes}`).to.be.a('string');
          world.end();
          if (!died) {
            expect(writes, 'writes of one rollout').to.be.above(10);
            return;
          }
        }
      });
    }
  });
});

/** Resolves when it is so; a story cannot go on before. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
