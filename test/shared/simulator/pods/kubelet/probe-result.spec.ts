import { expect } from 'chai';
import type { ProbeKind } from '../../../../../shared/simulator/pods/kubelet/pod.ts';
import { afterOutcome, firstResult } from '../../../../../shared/simulator/pods/kubelet/probe-result.ts';

/** What counts after each outcome: + passes, - fails; ? is not known yet. */
function shown(kind: ProbeKind, probe: object, outcomes: string): string {
  let result = firstResult(kind);
  return [...outcomes].map((outcome) => {
    result = afterOutcome(probe, result, outcome === '+');
    return result.passes === undefined ? '?' : result.passes ? '+' : '-';
  }).join('');
}

describe('shared/simulator/pods/kubelet/probe-result.ts', () => {
  for (const [title, kind, probe, outcomes, expected] of [
    ['passes at the first success', 'readiness', {}, '+', '+'],
    ['fails at the third failure in a row', 'readiness', {}, '+--+---', '++++++-'],
    ['is not known until then', 'readiness', {}, '---', '??-'],
    ['takes a container to be alive until then', 'liveness', {}, '---', '++-'],
    ['heeds its failureThreshold', 'liveness', { failureThreshold: 1 }, '-', '-'],
    ['heeds its successThreshold', 'readiness', { failureThreshold: 1, successThreshold: 3 }, '-+++', '---+'],
    ['lets a container take its time to start', 'startup', { failureThreshold: 4 }, '---+', '???+'],
  ] as const) {
    it(title, () => expect(shown(kind, probe, outcomes)).to.equal(expected));
  }
});
