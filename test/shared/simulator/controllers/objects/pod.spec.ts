import { expect } from 'chai';
import { isActive, isAvailable, millisecondsUntilNextAvailable } from '../../../../../shared/simulator/controllers/objects/pod.ts';
import type { Pod } from '../../../../../shared/simulator/controllers/objects/pod.ts';

const now = new Date('2026-01-01T12:00:10Z');
const readySince = (time: string | undefined, status: 'True' | 'False' = 'True'): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status, ...(time === undefined ? {} : { lastTransitionTime: `2026-01-01T${time}Z` }) }] },
});

describe('shared/simulator/controllers/objects/pod.ts', () => {
  const available: [string, Pod, number, boolean][] = [
    ['at once where nothing is asked for', readySince('12:00:10'), 0, true],
    ['not while it is not ready', readySince('12:00:00', 'False'), 0, false],
    ['not before its time', readySince('12:00:01'), 10, false],
    ['from its time on', readySince('12:00:00'), 10, true],
    ['not where nobody knows since when it is ready', readySince(undefined), 10, false],
  ];
  for (const [title, pod, seconds, isSo] of available) {
    it(`takes a pod for available ${title}`, () => {
      expect(isAvailable(pod, seconds, now)).to.equal(isSo);
    });
  }

  it('knows when the next pod will be available', () => {
    expect(millisecondsUntilNextAvailable([readySince('12:00:00'), readySince('12:00:08'), readySince('12:00:09'), readySince('12:00:09', 'False')], 10, now)).to.equal(8000);
    expect(millisecondsUntilNextAvailable([readySince('12:00:00')], 10, now)).to.equal(undefined);
  });

  it('counts neither pods that have ended nor pods that are being deleted', () => {
    const pod = readySince('12:00:00');
    expect(isActive(pod)).to.equal(true);
    expect(isActive({ ...pod, status: { phase: 'Failed' } })).to.equal(false);
    expect(isActive({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T12:00:00Z' } })).to.equal(false);
  });
});
