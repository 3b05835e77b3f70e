import { expect } from 'chai';
import { press, untouched } from '../../../plugin/watch/screen-state.ts';
import type { ScreenState, Standing, Wish } from '../../../plugin/watch/screen-state.ts';

describe('plugin/watch/screen-state.ts', () => {
  const analysing: Standing = { isPaused: false, refusal: () => undefined };

  /** The state after some keys, and all that was wished. */
  function after(keys: string, standing: Standing = analysing): { state: ScreenState; wishes: Wish[] } {
    const wishes: Wish[] = [];
    let state = untouched;
    for (const key of keys) {
      const pressed = press(state, key, standing);
      state = pressed.state;
      wishes.push(...(pressed.wish === undefined ? [] : [pressed.wish]));
    }
    return { state, wishes };
  }

  const orders: [keys: string, verbs: string[]][] = [
    ['p', []], ['py', ['promote']], ['pn', []], ['pp', []], ['pay', []], ['ay', ['abort']], ['y', []], ['pyy', ['promote']], [' ', ['pause']], ['p y', []], ['lpy', ['promote']], ['zz', []],
  ];
  for (const [keys, verbs] of orders) {
    it(`gives ${verbs.length === 0 ? 'no command' : verbs.join(', ')} for the keys "${keys}"`, () => {
      expect(after(keys).wishes).to.deep.equal(verbs.map((verb) => ({ does: 'order', verb })));
    });
  }

  it('resumes with the key that has paused', () => {
    expect(after(' ', { ...analysing, isPaused: true }).wishes).to.deep.equal([{ does: 'order', verb: 'resume' }]);
  });

  it('says at once why a command makes no sense, and asks nothing', () => {
    const { state, wishes } = after('py', { isPaused: false, refusal: (verb) => `${verb} what?` });
    expect(after('p', { isPaused: false, refusal: (verb) => `${verb} what?` }).state).to.deep.include({ confirming: undefined, notice: { text: 'promote what?', tone: 'bad' } });
    expect({ wishes, notice: state.notice }).to.deep.equal({ wishes: [], notice: undefined });
  });

  it('says that nothing was done where a command was not confirmed', () => {
    expect(after('an').state.notice).to.deep.equal({ text: 'nothing is done: abort was not confirmed', tone: 'dim' });
    expect(after('anz').state.notice).to.equal(undefined);
  });

  const overlays: [keys: string, overlay: string | undefined][] = [['?', 'help'], ['h', 'help'], ['l', 'logs'], ['ld', 'diff'], ['ee', undefined], ['m\x1b', undefined], ['\x1b', undefined], ['ep', 'events']];
  for (const [keys, overlay] of overlays) {
    it(`shows ${overlay ?? 'the canary'} after the keys ${JSON.stringify(keys)}`, () => {
      expect(after(keys).state.overlay).to.equal(overlay);
    });
  }

  it('quits, but not where a question is open', () => {
    expect(after('q').wishes).to.deep.equal([{ does: 'quit' }]);
    expect(after('pq').wishes).to.deep.equal([]);
  });
});
