import { expect } from 'chai';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { keepTimes } from '../../../../../shared/simulator/patches/server-side-apply/keep-times.ts';
import { aThing } from '../sample-definitions.ts';

const at = (time: string, { port = 1, fields = { 'f:spec': { 'f:port': {} } } }: { port?: number; fields?: Record<string, unknown> } = {}): ApiObject =>
  aThing({ port }, { managedFields: [{ manager: 'one', operation: 'Apply', apiVersion: 'example.com/v1', time, fieldsType: 'FieldsV1', fieldsV1: fields }] });

describe('shared/simulator/patches/server-side-apply/keep-times.ts', () => {
  it('takes times back that are all that has changed', () => {
    expect(keepTimes(at('before'), at('after'))).to.deep.equal(at('before'));
  });

  it('keeps the times of a change of the object, or of who owns it', () => {
    for (const changed of [at('after', { port: 2 }), at('after', { fields: { 'f:spec': {} } })]) {
      expect(keepTimes(at('before'), changed)).to.equal(changed);
    }
  });
});
