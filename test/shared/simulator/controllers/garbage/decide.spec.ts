import { expect } from 'chai';
import type { KubeObject, ObjectMeta } from '../../../../../shared/kube/kube.ts';
import { configMaps } from '../../../../../shared/kube/resources.ts';
import type { Known } from '../../../../../shared/simulator/controllers/garbage/all-objects.ts';
import { decideLeaving, decideOwned } from '../../../../../shared/simulator/controllers/garbage/decide.ts';
import type { OwnerState, Step } from '../../../../../shared/simulator/controllers/garbage/decide.ts';

const deletionTimestamp = '2026-01-01T12:00:00Z';
const map = (name: string, metadata: Partial<ObjectMeta> = {}): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'test', uid: name, ...metadata } });
const owner = (uid: string, blockOwnerDeletion = true) => ({ apiVersion: 'v1', kind: 'ConfigMap', name: uid, uid, blockOwnerDeletion });
const known = (object: KubeObject): Known => ({ resource: configMaps, object });
const child = known(map('child', { ownerReferences: [owner('parent')] }));
const loose = known(map('loose', { ownerReferences: [owner('parent', false)] }));
const waiting = known(map('waiting', { ownerReferences: [owner('parent')], deletionTimestamp, finalizers: ['foregroundDeletion'] }));

describe('shared/simulator/controllers/garbage/decide.ts', () => {
  const leaving: [title: string, finalizers: string[], dependents: Known[], step: Step][] = [
    ['waits for whoever holds it by another finalizer', ['example.com/hold'], [child], { step: 'keep' }],
    ['spares its dependents', ['orphan'], [child, loose], { step: 'orphan', dependents: [child, loose] }],
    ['waits for its dependents', ['foregroundDeletion'], [child], { step: 'await', dependents: [child] }],
    ['does not wait for dependents that do not ask for it', ['foregroundDeletion'], [loose], { step: 'finalize' }],
    ['lets dependents alone that wait in turn', ['foregroundDeletion'], [waiting], { step: 'await', dependents: [] }],
    ['goes when its last dependent is gone', ['foregroundDeletion', 'example.com/hold'], [], { step: 'finalize' }],
  ];
  for (const [title, finalizers, dependents, step] of leaving) {
    it(`of an object that is being deleted: ${title}`, () => {
      expect(decideLeaving(map('parent', { deletionTimestamp, finalizers }), dependents)).to.deep.equal(step);
    });
  }

  const owned: [title: string, states: OwnerState[], dependents: Known[], finalizers: string[], step: Step][] = [
    ['stays that nobody owns', [], [], [], { step: 'keep' }],
    ['stays for its owner', ['solid'], [], [], { step: 'keep' }],
    ['goes with its owner', ['dangling'], [], [], { step: 'delete', propagation: 'Background', unblocks: false }],
    ['goes with the last of its owners', ['dangling', 'dangling'], [], [], { step: 'delete', propagation: 'Background', unblocks: false }],
    ['forgets the owners that are gone while one stays', ['dangling', 'solid', 'waiting'], [], [], { step: 'disown', uids: ['0', '2'] }],
    ['goes before an owner that waits for it', ['waiting'], [], [], { step: 'delete', propagation: 'Background', unblocks: false }],
    ['waits for its own dependents where its owner does', ['waiting'], [child], [], { step: 'delete', propagation: 'Foreground', unblocks: false }],
    ['does not block its owner where a dependent waits for it', ['waiting'], [waiting], [], { step: 'delete', propagation: 'Foreground', unblocks: true }],
    ['goes as its finalizers say', ['dangling'], [], ['orphan'], { step: 'delete', propagation: 'Orphan', unblocks: false }],
  ];
  for (const [title, states, dependents, finalizers, step] of owned) {
    it(`of an object that ${title}`, () => {
      const owners = states.map((state, index) => ({ owner: owner(String(index)), state }));
      expect(decideOwned(map('it', { finalizers }), owners, dependents)).to.deep.equal(step);
    });
  }
});
