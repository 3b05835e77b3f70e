import { expect } from 'chai';
import { changeBetween } from '../../../plugin/install/change.ts';
import type { Change } from '../../../plugin/install/change.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';

describe('plugin/install/change.ts', () => {
  const before = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x', resourceVersion: '1', labels: { a: 'b' } }, spec: { size: 1 }, status: { seen: 1 } } as KubeObject;
  const { metadata } = before;
  const cases: [string, KubeObject | undefined, object, Change][] = [
    ['an object that was not there', undefined, {}, 'created'],
    ['the same object', before, {}, 'unchanged'],
    ['another spec', before, { spec: { size: 2 } }, 'configured'],
    ['another label', before, { metadata: { ...metadata, labels: { a: 'c' } } }, 'configured'],
    ['another status, which a controller wrote', before, { status: { seen: 2 } }, 'unchanged'],
    ['another resource version alone', before, { metadata: { ...metadata, resourceVersion: '2' } }, 'unchanged'],
  ];
  for (const [title, was, changes, expected] of cases) {
    it(`${title}: ${expected}`, () => {
      expect(changeBetween(was, { ...before, ...changes } as KubeObject)).to.equal(expected);
    });
  }
});
