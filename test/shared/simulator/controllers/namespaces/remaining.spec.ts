import { expect } from 'chai';
import type { KubeObject } from '../../../../../shared/kube/kube.ts';
import { deployments, pods } from '../../../../../shared/kube/resources.ts';
import { conditionOf } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import { conditionsFor } from '../../../../../shared/simulator/controllers/namespaces/remaining.ts';

const now = new Date('2026-01-01T12:00:00Z');
const held = (name: string, ...finalizers: string[]): KubeObject => ({ apiVersion: 'v1', kind: 'Any', metadata: { name, finalizers } });

describe('shared/simulator/controllers/namespaces/remaining.ts', () => {
  it('says that all is well where nothing is left', () => {
    expect(conditionsFor([], [], [], now).map(({ type, status, reason }) => `${type} ${status} ${reason}`)).to.deep.equal([
      'NamespaceDeletionDiscoveryFailure False ResourcesDiscovered',
      'NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions',
      'NamespaceDeletionContentFailure False ContentDeleted',
      'NamespaceContentRemaining False ContentRemoved',
      'NamespaceFinalizersRemaining False ContentHasNoFinalizers',
    ]);
  });

  it('counts what is left, and who holds on to it', () => {
    const conditions = conditionsFor([], [
      { resource: pods, items: [held('a', 'x/one'), held('b', 'x/one', 'x/two')], resourceVersion: '1' },
      { resource: deployments, items: [held('c')], resourceVersion: '1' },
    ], [], now);
    expect(conditionOf({ conditions }, 'NamespaceContentRemaining')).to.include({ status: 'True', reason: 'SomeResourcesRemain', message: 'Some resources are remaining: deployments.apps has 1 resource instances, pods. has 2 resource instances' });
    expect(conditionOf({ conditions }, 'NamespaceFinalizersRemaining')).to.include({ status: 'True', reason: 'SomeFinalizersRemain', message: 'Some content in the namespace has finalizers remaining: x/one in 2 resource instances, x/two in 1 resource instances' });
  });

  it('says what could not be deleted', () => {
    const conditions = conditionsFor([], [], [new Error('webhook is away'), new Error('etcd is away')], now);
    expect(conditionOf({ conditions }, 'NamespaceDeletionContentFailure')).to.include({ status: 'True', message: 'Failed to delete all resource types, 2 remaining: etcd is away, webhook is away' });
  });

  it('keeps the time since which it is so', () => {
    const before = conditionsFor([], [{ resource: pods, items: [held('a')], resourceVersion: '1' }], [], now);
    const after = conditionsFor(before, [{ resource: pods, items: [held('a'), held('b')], resourceVersion: '2' }], [], new Date('2026-01-01T12:05:00Z'));
    expect(conditionOf({ conditions: after }, 'NamespaceContentRemaining')).to.include({ lastTransitionTime: '2026-01-01T12:00:00Z', message: 'Some resources are remaining: pods. has 2 resource instances' });
  });
});
