import { expect } from 'chai';
import { command as abort } from '../../plugin/commands/abort.ts';
import { command as pause } from '../../plugin/commands/pause.ts';
import { command as promote } from '../../plugin/commands/promote.ts';
import { command as resume } from '../../plugin/commands/resume.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import { anInvocation } from '../builders/an-invocation.ts';
import { StoryWorld } from '../story/story-world.ts';

describe('plugin/give-command.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  afterEach(() => world.end());

  const call = (args: object = {}) => anInvocation(world.kube, { name: 'podinfo', timeout: undefined, force: false, revert: false, ...args }, { clock: world.clock });

  /** podinfo:2 is held, and nobody drives. */
  async function held(): Promise<void> {
    world = await StoryWorld.begin();
    await world.setImage('podinfo:2');
  }

  /** podinfo:2 has its first share, and its driver is gone. */
  async function abandoned(): Promise<void> {
    await held();
    const driver = new AbortController();
    const driving = world.run({ signal: driver.signal });
    await until(() => world.canary?.status?.canaryWeight === 20);
    driver.abort();
    await driving;
  }

  describe('where nobody drives', () => {
    it('promotes', async () => {
      await held();
      const { invocation, printed } = call();
      expect(await promote.run(invocation)).to.equal(undefined);
      expect(printed).to.deep.equal(['podinfo.test is promoted']);
      expect({ image: world.image, held: world.isHeld }).to.deep.equal({ image: 'podinfo:2', held: false });
      expect(world.canary?.status?.command).to.include({ verb: 'promote', by: 'jane' });
    });

    it('aborts, and that is a success', async () => {
      await abandoned();
      const { invocation, printed } = call();
      expect(await abort.run(invocation)).to.equal(undefined);
      expect(printed[0]).to.equal('podinfo.test rolled back at weight 20: aborted by jane');
      expect({ weights: world.weights, held: world.isHeld, canary: world.canaryReplicas }).to.deep.equal({ weights: [0, 20, 0], held: true, canary: 0 });
    });

    it('aborts with --revert', async () => {
      await abandoned();
      expect(await abort.run(call({ revert: true }).invocation)).to.equal(undefined);
      expect({ image: world.image, held: world.isHeld }).to.deep.equal({ image: 'podinfo:1', held: false });
    });

    it('pauses and resumes, with the next command', async () => {
      await abandoned();
      const paused = call();
      expect(await pause.run(paused.invocation)).to.equal(undefined);
      expect(paused.printed.at(-1)).to.equal('Next: kubectl canary resume podinfo -n test');
      expect(world.canary?.status?.paused?.by).to.equal('jane');
      const resumed = call();
      await resume.run(resumed.invocation);
      expect(resumed.printed.at(-1)).to.equal('Next: kubectl canary watch podinfo -n test');
      expect(world.canary?.status?.paused).to.equal(undefined);
    });
  });

  it('leaves it to the living driver, and says who that is', async () => {
    await held();
    const driving = world.run({ identity: 'joe@desk-7' });
    await until(() => world.canary?.status?.canaryWeight === 20);
    const { invocation, printed } = call();
    expect(await promote.run(invocation)).to.equal(undefined);
    expect(printed).to.deep.equal(['podinfo.test: promote is carried out by joe@desk-7', 'Next: kubectl canary watch podinfo -n test']);
    expect((await driving).outcome).to.equal('promoted');
  });

  it('writes nothing where the command makes no sense', async () => {
    world = await StoryWorld.begin();
    const before = world.kube.writes.length;
    const refusal = await Promise.resolve(promote.run(call().invocation)).catch((error: Error) => error);
    expect(refusal).to.include({ outcome: 'refused', message: 'canary podinfo holds nothing to promote' });
    expect(world.kube.writes.length).to.equal(before);
  });

  it('passes on what the API server refuses', async () => {
    await held();
    world.kube.failNext(({ verb, resource }) => verb === 'patch' && resource === 'canaries', new ApiError(403, 'Forbidden', 'no'));
    const error = await Promise.resolve(promote.run(call().invocation)).catch((each: Error) => each);
    expect(error).to.include({ code: 403 });
  });
});

/** Resolves when it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
