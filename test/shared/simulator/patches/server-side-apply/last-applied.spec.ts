import { expect } from 'chai';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../../shared/simulator/api-server/api-status.ts';
import { applyConfiguration } from '../../../../../shared/simulator/patches/server-side-apply/apply-configuration.ts';
import { trackUpdate } from '../../../../../shared/simulator/patches/server-side-apply/track-update.ts';
import { aThing, things } from '../sample-definitions.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
const options = { definition: things, time: 'now', force: false };
const textOf = (strings: object) => `{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"t","namespace":"test"},"spec":{"port":5,"strings":${JSON.stringify(strings)}}}\n`;

/** Applied by kubectl from the client, then changed in `b` by another. */
function live(): ApiObject {
  const first = aThing({ strings: { a: '1', b: '2' }, port: 5 }, { annotations: { [annotation]: textOf({ a: '1', b: '2' }) } });
  const before = trackUpdate({ ...options, before: undefined, after: first, manager: 'kubectl-client-side-apply' });
  return trackUpdate({ ...options, before, after: { ...before, spec: { strings: { a: '1', b: '3' }, port: 5 } }, manager: 'other' });
}

const applyAs = (manager: string, strings: object) => applyConfiguration({ ...options, live: live(), configuration: aThing({ strings, port: 5 }), manager });

describe('shared/simulator/patches/server-side-apply/last-applied.ts', () => {
  it('spares kubectl the conflicts about what it applied from the client, and no others', () => {
    expect(() => applyAs('kubectl', { a: '9', b: '2' })).to.throw(ApiStatus, /^Apply failed with 1 conflict: conflict with "other" using example.com\/v1: .spec.strings.b$/);
    expect(() => applyAs('git', { a: '9', b: '3' })).to.throw(ApiStatus, 'conflict with "kubectl-client-side-apply" using example.com/v1: .spec.strings.a');
    expect(applyAs('kubectl', { a: '9', b: '3' })['spec']).to.deep.equal({ port: 5, strings: { a: '9', b: '3' } });
  });

  it('keeps the annotation in step with what kubectl applies', () => {
    expect(applyAs('kubectl', { a: '9', b: '3' }).metadata.annotations).to.deep.equal({ [annotation]: textOf({ a: '9', b: '3' }) });
    expect(applyAs('git', { a: '1', b: '3' }).metadata.annotations).to.deep.equal({ [annotation]: textOf({ a: '1', b: '2' }) });
  });

  it('takes an annotation that cannot be read for none', () => {
    const broken = live();
    broken.metadata.annotations = { [annotation]: '{' };
    expect(() => applyConfiguration({ ...options, live: broken, configuration: aThing({ strings: { a: '9' } }), manager: 'kubectl' })).to.throw(ApiStatus, '.spec.strings.a');
  });
});
