import { expect } from 'chai';
import { shownCanary } from '../../../plugin/dashboard/views.ts';
import type { KubeEvent } from '../../../plugin/dashboard/views.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('plugin/dashboard/views.ts', () => {
  const event = (reason: string, times: object): KubeEvent => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: reason, resourceVersion: '1' }, reason, message: 'm', ...times });

  it('is the view of the terminal, with its times as text', () => {
    const canary = aCanary().inPhase('Progressing', { because: 'step 1 of 5', canaryWeight: 10, startedAt: '2026-01-01T00:00:00Z' }).build();
    expect(shownCanary(canary, { series: [], events: [] })).to.deep.include({ name: 'podinfo', namespace: 'test', phase: 'Progressing', tone: 'accent', because: 'step 1 of 5', weight: 10, startedAt: '2026-01-01T00:00:00.000Z', isUnderWay: true });
  });

  const tones: [phase: 'Failed' | 'Succeeded' | 'Waiting' | 'Promoting', tone: string][] = [['Failed', 'bad'], ['Succeeded', 'good'], ['Waiting', 'warn'], ['Promoting', 'accent']];
  for (const [phase, tone] of tones) {
    it(`has ${phase} look ${tone}, as the terminal has`, () => {
      expect(shownCanary(aCanary().inPhase(phase).build(), { series: [], events: [] }).tone).to.equal(tone);
    });
  }

  it('has the newest events first, whichever of its times an event has, and no more than thirty', () => {
    const events = [event('Old', { firstTimestamp: '2026-01-01T00:00:01Z' }), event('New', { lastTimestamp: '2026-01-01T00:00:03Z', firstTimestamp: '2026-01-01T00:00:00Z', count: 3 }), event('Middle', { eventTime: '2026-01-01T00:00:02.5Z', lastTimestamp: null })];
    const shown = shownCanary(aCanary().build(), { series: [], events }).events;
    expect(shown.map(({ reason, count }) => [reason, count])).to.deep.equal([['New', 3], ['Middle', 1], ['Old', 1]]);
    const many = Array.from({ length: 40 }, (_, index) => event(`E${index}`, { lastTimestamp: '2026-01-01T00:00:00Z' }));
    expect(shownCanary(aCanary().build(), { series: [], events: many }).events).to.have.length(30);
  });

  it('has the one that was written last first where they are of the same second', () => {
    const at = { lastTimestamp: '2026-01-01T00:00:00Z' };
    const events = [event('First', { ...at, metadata: { name: 'a', resourceVersion: '9' } }), event('Second', { ...at, metadata: { name: 'b', resourceVersion: '10' } })];
    expect(shownCanary(aCanary().build(), { series: [], events }).events.map(({ reason }) => reason)).to.deep.equal(['Second', 'First']);
  });
});
