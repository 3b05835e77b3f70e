import { expect } from 'chai';
import { command } from '../../../plugin/commands/delete.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { StoryWorld } from '../../story/story-world.ts';

describe('plugin/commands/delete.ts', function () {
  this.timeout(20_000);
  let world: StoryWorld;
  beforeEach(async () => {
    world = await StoryWorld.begin();
  });
  afterEach(() => world.end());

  it('takes a Canary away that holds a change, and puts everything back with nobody else there', async () => {
    await world.setImage('podinfo:2');
    const { invocation, printed } = anInvocation(world.kube, { name: 'podinfo', timeout: undefined }, { clock: world.clock });
    expect(await command.run(invocation)).to.equal(undefined);
    expect(printed).to.deep.equal(['podinfo.test deleted: deployment/podinfo serves its stable template and has all traffic']);
    expect({ canary: world.canary, image: world.image, held: world.isHeld, primary: world.service('podinfo-primary') }).to.deep.equal({ canary: undefined, image: 'podinfo:1', held: false, primary: undefined });
  });

  it('says how to go on where it is interrupted', async () => {
    const ctrlC = new AbortController();
    const { invocation, told } = anInvocation(world.kube, { name: 'podinfo', timeout: undefined }, { clock: world.clock, signal: ctrlC.signal });
    invocation.output.tell = (line) => {
      told.push(line);
      ctrlC.abort();
    };
    expect(await command.run(invocation)).to.equal('interrupted');
    expect(told.at(-1)).to.match(/go on with: kubectl canary delete podinfo -n test$/);
  });
});
