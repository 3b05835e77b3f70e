import { expect } from 'chai';
import { driveOne } from '../../plugin/drive-one.ts';
import type { DriveOne } from '../../plugin/drive-one.ts';
import { leases } from '../../shared/kube/resources.ts';
import { parseUntil } from '../../plugin/watch/until.ts';
import { anInvocation } from '../builders/an-invocation.ts';
import { StoryWorld } from '../story/story-world.ts';

describe('plugin/drive-one.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  beforeEach(async () => {
    world = await StoryWorld.begin();
  });
  afterEach(() => world.end());

  function start(options: Partial<DriveOne> = {}) {
    const { invocation: { output, clock }, printed, told } = anInvocation(world.kube, {}, { clock: world.clock });
    const ended = driveOne({ kube: world.kube, name: 'podinfo', timeout: undefined, output, clock, plain: true, ask: undefined, begin: true, idle: 'await', signal: new AbortController().signal, ...options });
    return { ended, printed, told };
  }

  /** Starts a rollout and stops its driver when the canary has its first share. */
  async function interrupted(options: Partial<DriveOne> = {}) {
    const ctrlC = new AbortController();
    const started = start({ signal: ctrlC.signal, ...options });
    await world.setImage('podinfo:2');
    await until(() => world.canary?.status?.canaryWeight === 20);
    ctrlC.abort();
    return started;
  }

  const endings = [
    { title: 'promoted', successRate: 100, outcome: 'promoted', says: /^podinfo\.test is promoted$/ },
    { title: 'rolled back', successRate: 50, outcome: 'rolledBack', says: /^podinfo\.test rolled back at weight 20: failed checks threshold reached 2/ },
  ];
  for (const { title, successRate, outcome, says } of endings) {
    it(`tells each change and the end of a rollout that is ${title}`, async () => {
      world.successRate = successRate;
      const { ended, printed } = start();
      await world.setImage('podinfo:2');
      expect(await ended).to.equal(outcome);
      expect(printed.join('\n')).to.match(/Z podinfo\.test Progressing weight 20: step 1 of 2: weight 20/);
      expect(printed.find((line) => says.test(line)), printed.join('\n')).to.be.a('string');
    });
  }

  it('says that nothing is held while it waits for a change', async () => {
    const ctrlC = new AbortController();
    const { ended, told } = start({ signal: ctrlC.signal });
    await until(() => told.length > 0);
    ctrlC.abort();
    expect(await ended).to.equal('interrupted');
    expect(told).to.deep.equal(['nothing is held: waiting for a change of deployment/podinfo']);
  });

  it('ends at once with nothing to do, where it is not told to wait', async () => {
    const { ended, printed } = start({ idle: 'end' });
    expect(await ended).to.equal(undefined);
    expect(printed.at(-1)).to.match(/^podinfo\.test: nothing to do: /);
  });

  it('returns traffic to the stable pods when it is stopped and there is nobody to ask', async () => {
    const { ended, told } = await interrupted();
    expect(await ended).to.equal('aborted');
    expect(told.join('\n')).to.match(/returning all traffic of podinfo\.test to the stable pods/);
    expect({ weights: world.weights, held: world.isHeld, canary: world.canaryReplicas }).to.deep.equal({ weights: [0, 20, 0], held: true, canary: 0 });
  });

  it('asks where there is somebody, and leaves the rollout as it is when told so', async () => {
    const questions: string[] = [];
    const { ended } = await interrupted({ ask: async (question) => (questions.push(question), 'l') });
    expect(await ended).to.equal('interrupted');
    expect(questions).to.deep.equal(['Nobody else drives podinfo.test, at weight 20. Return all traffic to the stable pods (r), or leave it as it is until the next "watch" (l)?']);
    expect(world.weights).to.deep.equal([0, 20]);
  });

  it('hands over to the runner in the cluster where one is alive', async () => {
    await world.kube.create(leases, {
      apiVersion: leases.apiVersion, kind: leases.kind, metadata: { name: 'runner', namespace: 'kubectl-canary-system' },
      spec: { holderIdentity: 'runner-1', leaseDurationSeconds: 100_000, renewTime: world.clock.now().toISOString() },
    } as never);
    const { ended, told } = await interrupted();
    expect(await ended).to.equal('interrupted');
    expect(told.at(-1)).to.equal('the runner in the cluster goes on with podinfo.test');
    expect(world.weights).to.deep.equal([0, 20]);
  });

  it('goes as far as it was told, and leaves the rollout there', async () => {
    const { ended, printed, told } = start({ until: parseUntil('weight=20') });
    await world.setImage('podinfo:2');
    expect(await ended).to.equal(undefined);
    expect(told.at(-1)).to.equal('podinfo.test stays at weight 20: nobody checks it until it is watched again');
    expect(printed.at(-1)).to.equal('Go on with: kubectl canary watch podinfo -n test');
    expect(world.weights).to.deep.equal([0, 20]);
  });

  it('says how the rollout ended where it did not come that far', async () => {
    world.successRate = 50;
    const { ended } = start({ until: parseUntil('weight=40') });
    await world.setImage('podinfo:2');
    expect(await ended).to.equal('rolledBack');
  });

  it('leaves the rollout to another driver that has it', async () => {
    const other = world.run({ identity: 'joe@desk-7' });
    const { ended, told } = await interrupted();
    expect(await ended).to.equal('interrupted');
    expect(told.at(-1)).to.equal('joe@desk-7 goes on with podinfo.test');
    expect((await other).outcome).to.equal('promoted');
  });

  it('returns traffic and says so when its time is over', async () => {
    const { ended } = start({ timeout: '12s' });
    await world.setImage('podinfo:2');
    const failure = await ended.catch((error: Error) => error);
    expect(failure).to.include({ outcome: 'timedOut', message: 'podinfo.test was not promoted within 12s' });
    expect(world.weights.at(-1)).to.equal(0);
    expect(world.isHeld).to.equal(true);
  });
});

/** Resolves when it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
