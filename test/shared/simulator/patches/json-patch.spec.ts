import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { jsonPatch } from '../../../../shared/simulator/patches/json-patch.ts';

const object: ApiObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', annotations: { 'example.com/a': 'b' } }, data: { kept: 'x', old: 'y' }, list: ['a', 'b'] };

function refusal(patch: unknown): ApiStatus {
  try {
    jsonPatch(object, patch);
  } catch (error) {
    expect(error).to.be.instanceOf(ApiStatus);
    return error as ApiStatus;
  }
  throw new Error('the patch was not refused');
}

describe('shared/simulator/patches/json-patch.ts', () => {
  it('adds, replaces, removes, moves, copies and tests', () => {
    const patched = jsonPatch(object, [
      { op: 'test', path: '/data/kept', value: 'x' },
      { op: 'add', path: '/data/new', value: 'z' },
      { op: 'replace', path: '/list/0', value: 'c' },
      { op: 'add', path: '/list/-', value: 'd' },
      { op: 'move', from: '/data/old', path: '/data/moved' },
      { op: 'copy', from: '/data/kept', path: '/data/copied' },
      { op: 'remove', path: '/metadata/annotations/example.com~1a' },
    ]);
    expect(patched).to.deep.equal({ ...object, metadata: { name: 'settings', annotations: {} }, data: { kept: 'x', new: 'z', moved: 'y', copied: 'x' }, list: ['c', 'b', 'd'] });
  });

  it('lets `replace` add a field, as the API server does', () => {
    expect(jsonPatch(object, [{ op: 'replace', path: '/data/new', value: 'z' }])['data']).to.deep.equal({ kept: 'x', old: 'y', new: 'z' });
  });

  it('leaves the object and the patch as they are', () => {
    const [before, patch] = [structuredClone(object), [{ op: 'add', path: '/more', value: {} }, { op: 'add', path: '/more/a', value: 1 }]];
    expect(jsonPatch(object, patch)['more']).to.deep.equal({ a: 1 });
    expect(object).to.deep.equal(before);
    expect(patch[0]).to.deep.equal({ op: 'add', path: '/more', value: {} });
  });

  for (const [patch, kind] of [[{ op: 'add' }, 'object into Go value of type []handlers'], ['x', 'string into Go value of type []handlers'], [[1], 'number into Go value of type handlers']] as const) {
    it(`refuses ${JSON.stringify(patch)} with 400`, () => {
      const { code, reason, message } = refusal(patch);
      expect({ code, reason, message }).to.deep.equal({ code: 400, reason: 'BadRequest', message: `error decoding patch: json: cannot unmarshal ${kind}.jsonPatchOp` });
    });
  }

  const impossible = [
    { op: 'add' },
    { op: 'bad', path: '/data/x', value: '1' },
    { op: 'test', path: '/data/kept', value: 'other' },
    { op: 'test', path: '/data/missing', value: '1' },
    { op: 'remove', path: '/data/missing' },
    { op: 'add', path: '/nope/missing', value: '1' },
    { op: 'replace', path: '/nope/missing', value: '1' },
    { op: 'replace', path: '/list/7', value: '1' },
    { op: 'add', path: '/list/7', value: '1' },
    { op: 'replace', path: '', value: 1 },
    { op: 'add', path: '/__proto__/x', value: 1 },
  ];
  for (const operation of impossible) {
    it(`refuses ${JSON.stringify(operation)} with 422, and does not say why`, () => {
      expect(refusal([operation]).body).to.deep.equal({
        kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'the server rejected our request due to an error in our request', reason: 'Invalid', details: {}, code: 422,
      });
    });
  }
});
