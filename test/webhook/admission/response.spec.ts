import { expect } from 'chai';
import { allowed, denied, errored, invalid, patched, renderReview } from '../../../webhook/admission/response.ts';

describe('webhook/admission/response.ts', () => {
  it('lets a change on as it is', () => {
    expect(allowed()).to.deep.equal({ allowed: true });
  });

  it('sends a patch in base64, with its type', () => {
    const operations = [{ op: 'add', path: '/spec/paused', value: true }] as const;
    const { patch, ...rest } = patched(operations, ['held']);
    expect(rest).to.deep.equal({ allowed: true, warnings: ['held'], patchType: 'JSONPatch' });
    expect(JSON.parse(Buffer.from(patch ?? '', 'base64').toString())).to.deep.equal(operations);
  });

  it('names no patch type where there is nothing to patch, which the API server would refuse', () => {
    expect(patched([], ['still held'])).to.deep.equal({ allowed: true, warnings: ['still held'] });
  });

  it('tells what may not be from what is wrong, by code and reason', () => {
    expect(denied('not now')).to.deep.equal({ allowed: false, status: { code: 403, reason: 'Forbidden', message: 'not now' } });
    expect(invalid('spec.provider: ...', ['and this'])).to.deep.equal({ allowed: false, status: { code: 422, reason: 'Invalid', message: 'spec.provider: ...' }, warnings: ['and this'] });
  });

  it('lets a change on with a warning, or not at all, where we failed', () => {
    expect(errored('broken', { failsOpen: true })).to.deep.equal({ allowed: true, warnings: ['broken'] });
    expect(errored('broken', { failsOpen: false })).to.deep.equal({ allowed: false, status: { code: 500, reason: 'InternalError', message: 'broken' } });
  });

  it('gives the UID back', () => {
    expect(renderReview('u1', allowed())).to.deep.equal({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: 'u1', allowed: true } });
  });
});
