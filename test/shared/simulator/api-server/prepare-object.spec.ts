import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { prepareCreate, prepareUpdate } from '../../../../shared/simulator/api-server/prepare-object.ts';
import type { Definition } from '../../../../shared/simulator/schema/definition.ts';

const widgets: Definition = {
  group: 'example.com', version: 'v1', kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList', shortNames: [], categories: [],
  namespaced: true, isCustom: true, hasStatus: true, hasGeneration: true, schema: {}, columns: [], selectableFields: [],
};
const now = '2026-01-31T12:00:00Z';
const aWidget = (more: object = {}): ApiObject => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a', namespace: 'test' }, spec: { size: 1 }, ...more });
const stored: ApiObject = aWidget({ metadata: { name: 'a', namespace: 'test', uid: 'u1', resourceVersion: '7', generation: 3, creationTimestamp: now }, status: { ready: true } });

describe('shared/simulator/api-server/prepare-object.ts', () => {
  describe('a new object', () => {
    it('is given identity, time and a first generation; its status is dropped', () => {
      const { status, metadata } = prepareCreate(widgets, aWidget({ status: { ready: true } }), now);
      expect(status).to.equal(undefined);
      expect(metadata).to.include({ name: 'a', creationTimestamp: now, generation: 1 });
      expect(metadata.uid).to.match(/^[0-9a-f-]{36}$/);
    });

    it('keeps its status where that is no subresource', () => {
      expect(prepareCreate({ ...widgets, hasStatus: false }, aWidget({ status: { ready: true } }), now).status).to.deep.equal({ ready: true });
    });

    it('is named after generateName with five letters', () => {
      expect(prepareCreate(widgets, aWidget({ metadata: { name: '', generateName: 'a-' } }), now).metadata.name).to.match(/^a-[a-z0-9]{5}$/);
    });

    it('may not bring a resource version', () => {
      expect(() => prepareCreate(widgets, aWidget({ metadata: { name: 'a', resourceVersion: '1' } }), now)).to.throw('resourceVersion should not be set on objects to be created').with.property('code', 400);
    });
  });

  describe('a change', () => {
    it('of a pod\'s node counts no generation, of other fields it does', () => {
      const pods: Definition = { ...widgets, group: '', version: 'v1', kind: 'Pod', plural: 'pods', isCustom: false };
      const pod = (spec: object): ApiObject => ({ ...stored, apiVersion: 'v1', kind: 'Pod', spec });
      expect(prepareUpdate(pods, pod({ priority: 0 }), pod({ priority: 0, nodeName: 'node-1' }), undefined).metadata.generation).to.equal(3);
      expect(prepareUpdate(pods, pod({ priority: 0 }), pod({ priority: 1 }), undefined).metadata.generation).to.equal(4);
    });

    it('of the spec counts the generation and leaves the status', () => {
      const after = prepareUpdate(widgets, stored, aWidget({ spec: { size: 2 }, status: { ready: false } }), undefined);
      expect({ spec: after['spec'], status: after['status'], generation: after.metadata.generation }).to.deep.equal({ spec: { size: 2 }, status: { ready: true }, generation: 4 });
    });

    it('of the status leaves spec, labels and generation', () => {
      const after = prepareUpdate(widgets, stored, aWidget({ metadata: { name: 'a', labels: { x: 'y' } }, spec: { size: 2 }, status: { ready: false } }), 'status');
      expect({ spec: after['spec'], status: after['status'], generation: after.metadata.generation, labels: after.metadata.labels }).to.deep.equal({ spec: { size: 1 }, status: { ready: false }, generation: 3, labels: undefined });
    });

    it('of labels counts no generation, and cannot take identity away', () => {
      const after = prepareUpdate(widgets, stored, aWidget({ metadata: { name: 'a', namespace: 'test', labels: { x: 'y' }, creationTimestamp: 'never' } }), undefined);
      expect(after.metadata).to.deep.equal({ ...stored.metadata, labels: { x: 'y' } });
    });

    for (const [title, metadata, message] of [
      ['an older version', { resourceVersion: '6' }, 'the object has been modified'],
      ['another object of that name', { uid: 'u2' }, 'Precondition failed: UID in precondition: u2, UID in object meta: u1'],
    ] as const) {
      it(`made from ${title} is a conflict`, () => {
        expect(() => prepareUpdate(widgets, stored, aWidget({ metadata: { name: 'a', ...metadata } }), undefined)).to.throw(message).with.property('code', 409);
      });
    }
  });
});
