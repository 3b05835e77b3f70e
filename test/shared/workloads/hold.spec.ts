import { expect } from 'chai';
import * as names from '../../../shared/api/annotations.ts';
import type { Canary } from '../../../shared/api/canary.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { denyWhileRolling, hold } from '../../../shared/workloads/hold.ts';
import type { HoldVerdict } from '../../../shared/workloads/hold.ts';
import { deployment } from '../../../shared/workloads/kinds/deployment.ts';
import { templateHash } from '../../../shared/workloads/template-hash.ts';
import type { PodTemplate } from '../../../shared/workloads/workload.ts';
import { applyPatch } from '../../builders/apply-patch.ts';

interface Case {
  title: string;
  old: Partial<Workload>;
  new: Partial<Workload>;
  skipRestarts?: boolean;
  verdict: HoldVerdict;
  /** What the object is after the patch, where it matters. */
  after?: { paused?: boolean; annotations?: Record<string, string> };
  warning?: RegExp;
}

interface Workload {
  image: string;
  paused: boolean;
  replicas: number;
  available: number;
  /** Pods of the newest template, of how many there are. */
  updated: [number, number];
  deadlineExceeded: boolean;
  annotations: Record<string, string>;
  restartedAt: string;
}

const template = (image: string, restartedAt?: string): PodTemplate => ({
  metadata: { labels: { app: 'podinfo' }, ...(restartedAt === undefined ? {} : { annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt } }) },
  spec: { containers: [{ name: 'podinfo', image }] },
});
const hash = (image: string) => templateHash(template(image));

const workload = ({ image = 'v1', paused = false, replicas = 2, available = 2, updated = [2, 2], deadlineExceeded = false, annotations = {}, restartedAt }: Partial<Workload>): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'podinfo', namespace: 'test', generation: 4, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
  spec: { replicas, ...(paused ? { paused } : {}), selector: { matchLabels: { app: 'podinfo' } }, template: template(image, restartedAt) },
  status: {
    observedGeneration: 4, replicas: updated[1], updatedReplicas: updated[0], availableReplicas: available,
    conditions: deadlineExceeded ? [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] : [],
  },
} as KubeObject);

const canary = (skipRestarts = false) => ({
  apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', metadata: { name: 'podinfo', namespace: 'test' },
  spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo' }, analysis: { interval: '10s', threshold: 3, stepWeight: 10, skipRestarts } },
}) as unknown as Canary;

const heldMarks = (stable: string, waiting: string) => ({ [names.heldBy]: 'podinfo', [names.stableTemplate]: hash(stable), [names.heldTemplate]: hash(waiting) });
const held = (stable: string, waiting: string, more: Partial<Workload> = {}): Partial<Workload> => ({ image: waiting, paused: true, updated: [0, 2], ...more, annotations: { ...heldMarks(stable, waiting), ...more.annotations } });

const cases: Case[] = [
  { title: 'a change of anything but the template is left alone', old: {}, new: { replicas: 5 }, verdict: 'untouched' },
  { title: 'a new template is held: paused, and what serves and what waits is remembered', old: {}, new: { image: 'v2' }, verdict: 'held', after: { paused: true, annotations: heldMarks('v1', 'v2') }, warning: /^deployment\/podinfo is held by canary podinfo: run "kubectl canary watch podinfo -n test"$/ },
  { title: 'a hold that the user had paused before remembers that', old: { paused: true }, new: { paused: true, image: 'v2' }, verdict: 'held', after: { paused: true, annotations: { ...heldMarks('v1', 'v2'), [names.pausedByUser]: 'true' } } },
  { title: 'scaling while held is left alone', old: held('v1', 'v2'), new: held('v1', 'v2', { replicas: 9 }), verdict: 'untouched' },
  { title: 'a third template while held is held, and the stable one stays recorded', old: held('v1', 'v2'), new: { ...held('v1', 'v2'), image: 'v3' }, verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v3') }, warning: /is held by/ },
  { title: 'an apply that drops paused is held again', old: held('v1', 'v2'), new: held('v1', 'v2', { paused: false }), verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v2') }, warning: /is held by/ },
  { title: 'an apply that drops the annotations is held again', old: held('v1', 'v2'), new: { image: 'v2', paused: true }, verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v2') } },
  { title: 'an apply that drops paused and annotations is held again', old: held('v1', 'v2'), new: { image: 'v2' }, verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v2') } },
  { title: 'the stable template applied again lifts the hold', old: held('v1', 'v2'), new: { ...held('v1', 'v2'), image: 'v1' }, verdict: 'lifted', after: { paused: false, annotations: { [names.lifted]: hash('v1') } }, warning: /holds nothing/ },
  { title: 'lifting gives the user their own pause back', old: held('v1', 'v2', { annotations: { [names.pausedByUser]: 'true' } }), new: { ...held('v1', 'v2', { annotations: { [names.pausedByUser]: 'true' } }), image: 'v1' }, verdict: 'lifted', after: { paused: true, annotations: { [names.lifted]: hash('v1') } } },
  { title: 'a rollout resume of the user ends their pause, not the hold', old: held('v1', 'v2', { annotations: { [names.pausedByUser]: 'true' } }), new: held('v1', 'v2', { paused: false, annotations: { [names.pausedByUser]: 'true' } }), verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v2') } },
  { title: 'a release that names the held template goes on', old: held('v1', 'v2'), new: held('v1', 'v2', { paused: false, annotations: { [names.promote]: hash('v2') } }), verdict: 'released', after: { paused: false, annotations: { [names.promote]: hash('v2') } } },
  { title: 'a release that names a template no longer held is held again (quirk 9)', old: held('v1', 'v3'), new: held('v1', 'v3', { paused: false, annotations: { [names.promote]: hash('v2') } }), verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v3') } },
  { title: 'an old promise of a release does not let the next template through', old: { annotations: { [names.promote]: hash('v1') } }, new: { image: 'v2', annotations: { [names.promote]: hash('v1') } }, verdict: 'held', after: { paused: true, annotations: heldMarks('v1', 'v2') } },
  { title: 'a template that names itself goes on even while the target is rolling', old: { image: 'v2', updated: [1, 3] }, new: { image: 'v1', updated: [1, 3], annotations: { [names.promote]: hash('v1') } }, verdict: 'released', after: { paused: false } },
  { title: 'a forged mark of a lifted hold is taken off', old: held('v1', 'v2'), new: { image: 'v3', annotations: { [names.lifted]: hash('v1') } }, verdict: 'held-again', after: { paused: true, annotations: heldMarks('v1', 'v3') } },
  { title: 'a bypass lets one change through and is used up', old: {}, new: { image: 'v2', annotations: { [names.bypass]: 'hotfix 42' } }, verdict: 'bypassed', after: { paused: false, annotations: { [names.bypassed]: `${hash('v2')}: hotfix 42` } }, warning: /without analysis.*hotfix 42/ },
  { title: 'a bypass that is used up is the same bypass when admission asks again', old: {}, new: { image: 'v2', annotations: { [names.bypassed]: `${hash('v2')}: hotfix 42` } }, verdict: 'bypassed', after: { paused: false, annotations: { [names.bypassed]: `${hash('v2')}: hotfix 42` } }, warning: /without analysis.*hotfix 42/ },
  { title: 'a bypass ends a hold', old: held('v1', 'v2'), new: held('v1', 'v2', { annotations: { [names.bypass]: 'now' } }), verdict: 'bypassed', after: { paused: false, annotations: { [names.bypassed]: `${hash('v2')}: now` } } },
  { title: 'a bypass that was there before is no bypass any more', old: { annotations: { [names.bypass]: 'once' } }, new: { image: 'v2', annotations: { [names.bypass]: 'once' } }, verdict: 'held', after: { paused: true } },
  { title: 'no replicas: nothing to protect (quirk 22)', old: { replicas: 0, available: 0, updated: [0, 0] }, new: { image: 'v2', replicas: 0 }, verdict: 'passed', after: { paused: false }, warning: /no replicas/ },
  { title: 'no available pod: nothing to protect', old: { available: 0 }, new: { image: 'v2' }, verdict: 'passed', warning: /none of its pods is available/ },
  { title: 'a held target that lost all its pods can be repaired', old: held('v1', 'v2', { available: 0 }), new: { ...held('v1', 'v2'), image: 'v3' }, verdict: 'passed', after: { paused: false, annotations: {} } },
  { title: 'a rollout beyond its deadline can be repaired', old: { updated: [1, 3], deadlineExceeded: true }, new: { image: 'v2' }, verdict: 'passed', warning: /progress deadline/ },
  { title: 'a change while the target rolls is not frozen half-way', old: { updated: [1, 3] }, new: { image: 'v2' }, verdict: 'untouched' },
  { title: 'a rollout restart is a change like any other', old: {}, new: { restartedAt: '2026-01-01' }, verdict: 'held' },
  { title: 'a rollout restart passes where the Canary skips restarts', old: {}, new: { restartedAt: '2026-01-01' }, skipRestarts: true, verdict: 'untouched' },
  { title: 'a restart with another image is held though restarts are skipped', old: {}, new: { restartedAt: '2026-01-01', image: 'v2' }, skipRestarts: true, verdict: 'held' },
];

describe('shared/workloads/hold.ts', () => {
  describe('hold', () => {
    for (const { title, skipRestarts, verdict, after, warning, ...change } of cases) {
      it(title, () => {
        const wanted = workload(change.new);
        const decision = hold({ kind: deployment, old: workload(change.old), new: wanted, canary: canary(skipRestarts) });
        expect(decision.verdict).to.equal(verdict);
        const result = applyPatch(wanted, decision.patch);
        if (after?.paused !== undefined) {
          expect(deployment.isPaused(result)).to.equal(after.paused);
        }
        if (after?.annotations !== undefined) {
          expect(result.metadata.annotations ?? {}).to.deep.equal(after.annotations);
        }
        expect(decision.warning ?? '').to.match(warning ?? /.*/);
        if (verdict === 'untouched') {
          expect(decision.patch).to.deep.equal([]);
        }
      });
    }

    it('gives the same answer for what it answered (admission may ask again)', () => {
      const old = workload({});
      const once = applyPatch(workload({ image: 'v2' }), hold({ kind: deployment, old, new: workload({ image: 'v2' }), canary: canary() }).patch);
      expect(hold({ kind: deployment, old, new: once, canary: canary() }).patch).to.deep.equal([]);
    });
  });

  describe('denyWhileRolling', () => {
    it('says what is going on and how far', () => {
      const message = denyWhileRolling({ kind: deployment, old: workload({ updated: [1, 3], replicas: 3 }), new: workload({ image: 'v2', updated: [1, 3], replicas: 3 }), canary: canary() });
      expect(message).to.equal('canary podinfo is being promoted: 1 of 3 pods; apply again in a moment, or run "kubectl canary abort podinfo -n test"');
    });

    const passing: [string, Partial<Workload>, Partial<Workload>][] = [
      ['a change of something else', { updated: [1, 3] }, { updated: [1, 3], replicas: 4 }],
      ['a change once the rollout is through', {}, { image: 'v2' }],
      ['a change of a held target, whose old pods are all there is', held('v1', 'v2'), { ...held('v1', 'v2'), image: 'v3' }],
      ['a template that names itself', { image: 'v2', updated: [1, 3] }, { image: 'v1', annotations: { [names.promote]: hash('v1') } }],
      ['a bypass that is used up already', { updated: [1, 3] }, { image: 'v2', annotations: { [names.bypassed]: `${hash('v2')}: now` } }],
      ['a bypass', { updated: [1, 3] }, { image: 'v2', annotations: { [names.bypass]: 'now' } }],
      ['a repair of a rollout beyond its deadline', { updated: [1, 3], deadlineExceeded: true }, { image: 'v2' }],
    ];
    for (const [title, old, wanted] of passing) {
      it(`lets ${title} on`, () => {
        expect(denyWhileRolling({ kind: deployment, old: workload(old), new: workload(wanted), canary: canary() })).to.equal(undefined);
      });
    }
  });
});
