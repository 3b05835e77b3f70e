import { expect } from 'chai';
import { BadReview, parseReview } from '../../../webhook/admission/review.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { aReview } from '../../builders/a-review.ts';
import { mergePatch } from '../../../shared/simulator/patches/merge-patch.ts';

const object = aDeployment().image('podinfo:2').build();
const oldObject = aDeployment().build();
const update = aReview({ object, oldObject });
const parsed = (review: unknown) => parseReview(JSON.stringify(review));
const bent = (request: object) => parsed(mergePatch(update, { request }));

describe('webhook/admission/review.ts', () => {
  it('reads what a handler needs', () => {
    expect(parsed(update)).to.deep.equal({
      uid: update.request.uid, operation: 'UPDATE', dryRun: false, group: 'apps', kind: 'Deployment', subresource: undefined,
      namespace: 'test', name: 'podinfo', username: 'jane', object, oldObject,
    });
  });

  describe('takes', () => {
    it('an empty UID, which some tools send, and gives it back as it came', () => {
      expect(bent({ uid: '' }).uid).to.equal('');
    });
    it('objects without a UID of their own', () => {
      expect(bent({ object: { metadata: { uid: null } }, oldObject: { metadata: { uid: null } } }).object?.metadata.name).to.equal('podinfo');
    });
    it('a CREATE without an old object', () => {
      expect(parsed(aReview({ operation: 'CREATE', object, oldObject: null })).oldObject).to.equal(undefined);
    });
    it('a CREATE whose name is yet to be made up', () => {
      const nameless = mergePatch(aReview({ operation: 'CREATE', object, oldObject: null }), { request: { name: null, object: { metadata: { name: null, generateName: 'podinfo-' } } } });
      expect(parsed(nameless)).to.include({ name: '' }).and.to.have.nested.property('object.metadata.name', '');
    });
    it('a DELETE without a new object', () => {
      expect(parsed(aReview({ operation: 'DELETE', object: null, oldObject })).object).to.equal(undefined);
    });
    it('a CONNECT without any object', () => {
      expect(parsed(aReview({ operation: 'CONNECT', object: null, oldObject: null }))).to.include({ object: undefined, oldObject: undefined });
    });
    it('the core group, which has an empty name', () => {
      expect(bent({ kind: { group: null, version: 'v1', kind: 'Pod' } })).to.include({ group: '', kind: 'Pod' });
    });
    it('a subresource', () => {
      expect(bent({ subResource: 'scale' }).subresource).to.equal('scale');
    });
    it('a dry run', () => {
      expect(bent({ dryRun: true }).dryRun).to.equal(true);
    });
    it('any letters in names and values', () => {
      expect(bent({ userInfo: { username: 'Ж😀\u2028' } }).username).to.equal('Ж😀\u2028');
    });
    it('the namespace of the request for objects that do not say theirs', () => {
      expect(bent({ object: { metadata: { namespace: null } } }).object?.metadata.namespace).to.equal('test');
    });
  });

  const bad: [string, unknown, RegExp][] = [
    ['null', null, /^the body: expected an object, got null$/],
    ['a list', [], /^the body: expected an object, got \[\]$/],
    ['a number', 1, /^the body: expected an object, got 1$/],
    ['another version', { ...update, apiVersion: 'admission.k8s.io/v1beta1' }, /^expected AdmissionReview of admission\.k8s\.io\/v1, got "AdmissionReview" of "admission\.k8s\.io\/v1beta1"$/],
    ['another kind', { ...update, kind: 'TokenReview' }, /got "TokenReview" of/],
    ['no kind and no version', {}, /got nothing of nothing$/],
    ['no request', { ...update, request: undefined }, /^request: expected an object, got nothing$/],
    ['a missing uid', mergePatch(update, { request: { uid: null } }), /^request\.uid: expected a string, got nothing$/],
    ['a uid that is no string', mergePatch(update, { request: { uid: 7 } }), /^request\.uid: expected a string, got 7$/],
    ['an unknown operation', mergePatch(update, { request: { operation: 'PATCH' } }), /^request\.operation: expected CREATE, UPDATE, DELETE, CONNECT, got "PATCH"$/],
    ['no kind of object', mergePatch(update, { request: { kind: null } }), /^request\.kind: expected an object/],
    ['a kind that is no string', mergePatch(update, { request: { kind: { kind: 1 } } }), /^request\.kind\.kind: expected a string, got 1$/],
    ['an UPDATE to nothing', { ...update, request: { ...update.request, object: null } }, /^request\.object: expected an object, got null$/],
    ['an UPDATE of nothing', { ...update, request: { ...update.request, oldObject: null } }, /^request\.oldObject: expected an object, got null$/],
    ['a CREATE of nothing', aReview({ operation: 'CREATE', object: null, oldObject: null }), /^request\.object: expected an object/],
    ['a DELETE of nothing', aReview({ operation: 'DELETE', object: null, oldObject: null }), /^request\.oldObject: expected an object/],
    ['an object without metadata', mergePatch(update, { request: { object: { metadata: null } } }), /^request\.object\.metadata: expected an object, got nothing$/],
    ['a very long value', { ...update, apiVersion: 'x'.repeat(5000) }, /^.{100,200}$/],
  ];
  for (const [title, review, message] of bad) {
    it(`refuses ${title}, in one line`, () => {
      expect(() => parsed(review)).to.throw(BadReview, message);
    });
  }

  for (const text of ['', '{', 'hello', '{"a":1}}', '{\n"a"\n:\n}', '\u0000']) {
    it(`refuses ${JSON.stringify(text)}, which is no JSON`, () => {
      expect(() => parseReview(text)).to.throw(BadReview, /^the body is no JSON: .+$/);
    });
  }
});
