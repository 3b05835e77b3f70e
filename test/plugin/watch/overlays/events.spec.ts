import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { events as eventResource } from '../../../../shared/kube/resources.ts';
import { renderLine } from '../../../../plugin/view/line.ts';
import { noTrends } from '../../../../plugin/view/trends.ts';
import { eventLines, events } from '../../../../plugin/watch/overlays/events.ts';
import { anObservation } from '../../../builders/an-observation.ts';
import { fakeKube } from '../../../builders/fake-kube.ts';
import { until } from '../../../builders/until.ts';

describe('plugin/watch/overlays/events.ts', () => {
  const event = (reason: string, second: string, more: object = {}, about = 'podinfo') =>
    ({ apiVersion: 'v1', kind: 'Event', metadata: { name: `${about}.${reason}`, namespace: 'test' }, involvedObject: { kind: 'Canary', name: about }, type: 'Normal', reason, message: `${reason} it is`, lastTimestamp: `2026-01-01T12:00:${second}Z`, ...more }) as KubeObject;
  const text = (lines: ReturnType<typeof eventLines>) => lines.map((line) => renderLine(line));

  it('shows the newest last, and only as many as there is room for', () => {
    const found = [event('Late', '30'), event('First', '10'), event('Early', '20', { count: 3 })];
    expect(text(eventLines(found, 3))).to.deep.equal(['events', '  12:00:20  Early  Early it is (3 times)', '  12:00:30  Late   Late it is']);
    expect(text(eventLines([], 3))).to.deep.equal(['events  none']);
  });

  it('watches the events of this canary until it is closed', async () => {
    const kube = fakeKube(event('Seen', '10'), event('Foreign', '11', {}, 'other'));
    const closing = new AbortController();
    let changes = 0;
    const page = events({ kube, signal: closing.signal, changed: () => (changes += 1) });
    page.look({ observation: anObservation(), trends: noTrends });
    await until('the first is there', () => changes === 1);
    await kube.create(eventResource, event('Newer', '20'));
    await until('the next is there', () => changes === 2);
    expect(text([...page.lines({ width: 80, height: 9 })])).to.deep.equal(['events', '  12:00:10  Seen   Seen it is', '  12:00:20  Newer  Newer it is']);
    closing.abort();
  });
});
