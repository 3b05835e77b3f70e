import { expect } from 'chai';
import type { Act } from '../../../plugin/demo/acts.ts';
import type { Demo } from '../../../plugin/demo/demo.ts';
import { Views, tellStory } from '../../../plugin/demo/tell-story.ts';
import type { CanaryView } from '../../../plugin/view/canary-view.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';

const aView = (phase: string) => ({ phase, because: 'so it is' }) as CanaryView;

describe('plugin/demo/tell-story.ts', () => {
  let said: string[];
  let views: Views;
  let clock: ManualClock;
  let stop: AbortController;
  beforeEach(() => {
    said = [];
    views = new Views();
    clock = new ManualClock();
    stop = new AbortController();
  });

  const tell = (...acts: Act[]) => tellStory({ demo: { clock } as unknown as Demo, acts, views, pauseMs: 0, signal: stop.signal, say: (line) => said.push(line) });
  const until = (phase: string, more: Partial<Act> = {}): Act => ({ says: `until ${phase}`, isOver: (view) => view.phase === phase, ...more });

  it('says each act when the one before it has come true', async () => {
    const telling = tell(until('Initialized'), until('Progressing'));
    await Promise.resolve();
    expect(said).to.deep.equal(['until Initialized']);
    views.take(aView('Initialized'));
    views.take(aView('Progressing'));
    await telling;
    expect(said).to.deep.equal(['until Initialized', 'until Progressing']);
  });

  it('says what kubectl would warn of', async () => {
    views.take(aView('Initialized'));
    await tell(until('Initialized', { does: async () => ['it is held'] }));
    expect(said).to.deep.equal(['until Initialized', 'Warning: it is held']);
  });

  it('gives up on an act that does not come to its end, and says where it stands', async () => {
    views.take(aView('Waiting'));
    const telling = tell(until('Succeeded'));
    await Promise.resolve();
    clock.advance(301_000);
    const failure = await telling.then(() => undefined, (error: Error) => error);
    expect(failure?.message).to.equal('the story does not go on after "until Succeeded": the canary is Waiting, so it is');
  });

  it('leaves time to read, but not to who calls it off', async () => {
    views.take(aView('Initialized'));
    const telling = tellStory({ demo: { clock } as unknown as Demo, acts: [until('Initialized'), until('Progressing')], views, pauseMs: 3_600_000, signal: stop.signal, say: (line) => said.push(line) });
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('enough'));
    expect(await telling.then(() => undefined, (error: Error) => error.message)).to.equal('enough');
    expect(said).to.deep.equal(['until Initialized']);
  });

  it('ends at once where it is called off', async () => {
    const telling = tell(until('Succeeded'));
    stop.abort(new Error('enough'));
    expect(await telling.then(() => undefined, (error: Error) => error.message)).to.equal('enough');
  });
});
