import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { crdStatus } from '../../../../shared/simulator/schema/crd-status.ts';
import { createDefinitions } from '../../../../shared/simulator/schema/definitions.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';
import { bent } from '../../../builders/checked-object.ts';

const crds = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };
const foo: ApiObject = {
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'foos.kinds.example' },
  spec: { group: 'kinds.example', scope: 'Namespaced', names: { plural: 'foos', singular: 'foo', kind: 'Foo', listKind: 'FooList', shortNames: ['f'] }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
};
const time = '2026-01-01T00:00:00Z';
const accepted = { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found', lastTransitionTime: time };
const established = { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted', lastTransitionTime: time };

describe('shared/simulator/schema/crd-status.ts', () => {
  let store: Store;
  const statusOf = (crd: ApiObject, now = time) => crdStatus(crd, { definitions: createDefinitions(store), now: new Date(now) });
  const put = (crd: ApiObject) => store.put(crds, { ...crd, status: statusOf(crd) });
  beforeEach(() => {
    store = new Store();
  });

  it('accepts the names that nobody has, and serves the kind', () => {
    const { names } = foo['spec'] as { names: object };
    expect(statusOf(foo)).to.deep.equal({ conditions: [accepted, established], acceptedNames: names, storedVersions: ['v1'] });
  });

  it('keeps the time of what stays, and all versions that objects are stored as', () => {
    const later = bent(put(foo), { set: { 'spec.versions.0.name': 'v2' } });
    expect(statusOf(later, '2027-01-01T00:00:00Z')).to.deep.include({ conditions: [accepted, established], storedVersions: ['v1', 'v2'] });
  });

  const conflicts: [string, Record<string, unknown>, string, string][] = [
    ['a kind', { kind: 'Foo', listKind: 'BarList', singular: 'bar' }, 'KindConflict', '"Foo" is already in use'],
    ['a list kind', { kind: 'Bar', listKind: 'FooList', singular: 'bar' }, 'ListKindConflict', '"FooList" is already in use'],
    ['a singular', { kind: 'Bar', listKind: 'BarList', singular: 'foo' }, 'SingularConflict', '"foo" is already in use'],
    ['short names', { kind: 'Bar', listKind: 'BarList', singular: 'bar', shortNames: ['f', 'foos', 'b'] }, 'ShortNamesConflict', '["f" is already in use, "foos" is already in use]'],
  ];
  for (const [title, names, reason, message] of conflicts) {
    it(`does not serve a kind that wants ${title} of another one`, () => {
      put(foo);
      const bar = bent(foo, { set: { 'metadata.name': 'bars.kinds.example', 'spec.names': { plural: 'bars', ...names } } });
      const { conditions, acceptedNames } = statusOf(bar);
      expect(conditions).to.deep.equal([{ type: 'NamesAccepted', status: 'False', reason, message, lastTransitionTime: time }, { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted', lastTransitionTime: time }]);
      expect(acceptedNames).to.include({ plural: 'bars' });
      put(bar);
      expect(createDefinitions(store).find('kinds.example', 'v1', 'bars')).to.equal(undefined);
    });
  }

  it('lets the same names be in another group', () => {
    put(foo);
    expect(statusOf(bent(foo, { set: { 'metadata.name': 'foos.other.example', 'spec.group': 'other.example' } })).conditions).to.deep.equal([accepted, established]);
  });

  it('goes on serving a kind that wants one name too many later', () => {
    const served = put(foo);
    put(bent(foo, { set: { 'metadata.name': 'bars.kinds.example', 'spec.names': { plural: 'bars', singular: 'bar', kind: 'Bar', listKind: 'BarList' } } }));
    const { conditions, acceptedNames } = statusOf(bent(served, { set: { 'spec.names.shortNames': ['f', 'bar'] } }));
    expect(conditions!.map(({ type, status }) => `${type} ${status}`)).to.deep.equal(['NamesAccepted False', 'Established True']);
    expect(acceptedNames).to.deep.include({ shortNames: ['f'] });
  });

  it('says what it can of one that says nothing', () => {
    expect(statusOf({ ...foo, spec: {} })).to.deep.equal({ storedVersions: [] });
  });
});
