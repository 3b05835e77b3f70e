import { expect } from 'chai';
import { footer } from '../../../plugin/watch/footer.ts';
import type { FooterFacts } from '../../../plugin/watch/footer.ts';
import { untouched } from '../../../plugin/watch/screen-state.ts';
import { analysingAt, anObservation, noon } from '../../builders/an-observation.ts';

describe('plugin/watch/footer.ts', () => {
  const facts: FooterFacts = { state: untouched, observation: anObservation(analysingAt(1)), trouble: undefined, idle: undefined, hasKeys: true, width: 120 };
  const notice = { text: 'pause is asked for', tone: 'good' } as const;
  const paused = anObservation(analysingAt(1, { status: { paused: { by: 'joe', at: noon } } }));
  const cases: [title: string, more: Partial<FooterFacts>, says: RegExp][] = [
    ['all keys where there is room', {}, /^p promote · a abort · space pause · l logs · d diff · e events · m metrics · \? help · q quit$/],
    ['fewer keys on a small screen', { width: 60 }, /^p promote · a abort · space pause · \? help · q quit$/],
    ['how to go on while it is paused', { observation: paused }, /space resume/],
    ['how to come back from an overlay', { state: { ...untouched, overlay: 'logs' } }, /^Esc back/],
    ['what is waited for', { idle: 'nothing is held' }, /^nothing is held · \? help · q quit$/],
    ['trouble before keys', { trouble: 'no answer' }, /^no answer$/],
    ['what came of a key before trouble', { trouble: 'no answer', state: { ...untouched, notice } }, /^pause is asked for$/],
    ['a question before all', { trouble: 'no answer', state: { ...untouched, notice, confirming: 'abort' } }, /^abort podinfo: .*\. Press y to do it, any other key to leave it$/],
    ['what Ctrl-C does where there are no keys', { hasKeys: false }, /^Ctrl-C stops driving/],
    ['that Ctrl-C ends the waiting', { hasKeys: false, idle: 'nothing is held' }, /^nothing is held; Ctrl-C ends$/],
  ];
  for (const [title, more, says] of cases) {
    it(`tells ${title}`, () => {
      expect(footer({ ...facts, ...more }).text).to.match(says);
    });
  }
});
