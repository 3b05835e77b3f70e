import { expect } from 'chai';
import type { RolloutEntry } from '../../shared/api/canary.ts';
import { sendCommand } from '../../shared/engine/commands.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import { until } from '../builders/until.ts';
import { StoryWorld } from './story-world.ts';

describe('test/story/rollout-log.spec.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  afterEach(() => world.end());

  const log = (): RolloutEntry[] => world.canary?.status?.rollouts ?? [];
  const command = (verb: CommandVerb) => sendCommand({ kube: world.kube, namespace: 'test', name: 'podinfo', verb, user: 'joe', template: undefined, now: () => world.clock.now() });
  async function roll(image: string, { at, verb }: { at?: number; verb?: CommandVerb } = {}): Promise<void> {
    const before = world.weights.length;
    const driving = world.run();
    await world.setImage(image);
    if (verb !== undefined) {
      await until('the canary has its share', () => world.weights.slice(before).includes(at ?? 20));
      await command(verb);
    }
    await driving;
  }

  it('tells each rollout of a Canary: what was tried, how it ended, and who did it', async () => {
    world = await StoryWorld.begin();
    await roll('podinfo:2');
    world.successRate = 50;
    await roll('podinfo:3');
    world.successRate = 100;
    await roll('podinfo:4', { verb: 'abort' });
    await roll('podinfo:5', { verb: 'promote' });
    await roll('podinfo:6', { verb: 'revert' });
    expect(log().map(({ images, result, command: by }) => [images?.['podinfo'], result, by?.verb])).to.deep.equal([
      ['podinfo:2', 'promoted', undefined],
      ['podinfo:3', 'rolledBack', undefined],
      ['podinfo:4', 'aborted', 'abort'],
      ['podinfo:5', 'promoted', 'promote'],
      ['podinfo:6', 'aborted', 'revert'],
    ]);
    expect(log()[1]?.because).to.match(/^rolled back at weight 20: failed checks threshold reached 2/);
    expect(log()[1]).to.include({ stable: log()[0]?.template, startedBy: 'jane', drivenBy: 'jane' });
    expect(Date.parse(log()[0]!.endedAt!)).to.be.above(Date.parse(log()[0]!.startedAt));
    expect(log()[4]?.stable).to.equal(log()[3]?.template);
  });

  it('tells of a template that another one took the place of', async () => {
    world = await StoryWorld.begin();
    const driving = world.run();
    await world.setImage('podinfo:2');
    await until('the canary has its share', () => world.weights.at(-1) === 20);
    await world.setImage('podinfo:3');
    await driving;
    expect(log().map(({ images, result }) => [images?.['podinfo'], result])).to.deep.equal([['podinfo:2', 'replaced'], ['podinfo:3', 'promoted']]);
  });

  it('a change that is held after a rollback, and shown by a standby meanwhile, gets an analysis of its own', async () => {
    world = await StoryWorld.begin();
    world.successRate = 50;
    const failing = world.run();
    await world.setImage('podinfo:2');
    expect((await failing).outcome).to.equal('rolledBack');
    world.successRate = 100;
    const standby = world.run({ identity: 'runner', host: 'cluster', begin: false, idle: 'stay' });
    await world.setImage('podinfo:3');
    await until('the standby shows what is held', () => world.canary?.status?.phase === 'Waiting');
    expect((await world.run()).outcome).to.equal('promoted');
    expect(log().map(({ images, result }) => [images?.['podinfo'], result])).to.deep.equal([['podinfo:2', 'rolledBack'], ['podinfo:3', 'promoted']]);
    world.end();
    await standby;
  });

  it('has one entry for one rollout, whichever write its driver dies after', async () => {
    for (let writes = 1; ; writes += 1) {
      world = await StoryWorld.begin();
      await world.setImage('podinfo:2');
      const died = await world.runAndDieAfter(writes);
      await world.run({ identity: 'heir', idle: 'end' });
      expect(log().map(({ result }) => result), `killed after write ${writes}`).to.deep.equal(['promoted']);
      if (!died) {
        return;
      }
      world.end();
    }
  });
});
