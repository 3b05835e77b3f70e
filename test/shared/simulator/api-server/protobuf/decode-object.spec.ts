import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isMessage } from '../../../../../shared/simulator/api-server/protobuf/decode-message.ts';
import { decodeObject } from '../../../../../shared/simulator/api-server/protobuf/decode-object.ts';
import { reviewKinds } from '../../../../../shared/simulator/api-server/review-kinds.ts';
import { kinds } from '../../../../../shared/simulator/schema/builtin/kinds.ts';
import { apiVersionOf } from '../../../../../shared/simulator/schema/definition.ts';

/** What kubectl 1.37 sent and an API server of that version answered, with what each says in JSON. */
const recorded = JSON.parse(readFileSync(new URL('../../../../fixtures/protobuf/kubernetes-1.37.json', import.meta.url), 'utf8')) as { title: string; bytes: string; object: object }[];

const prefix = [0x6b, 0x38, 0x73, 0x00];
const text = (number: number, value: string | number[]) => [number * 8 + 2, value.length, ...(typeof value === 'string' ? Buffer.from(value) : value)];
const envelope = (apiVersion: string, kind: string, message: number[]) => Uint8Array.from([...prefix, ...text(1, [...text(1, apiVersion), ...text(2, kind)]), ...text(2, message)]);

describe('shared/simulator/api-server/protobuf/decode-object.ts', () => {
  for (const { title, bytes, object } of recorded) {
    it(`reads the ${title}`, () => {
      expect(decodeObject(Buffer.from(bytes, 'base64'))).to.deep.equal(object);
    });
  }

  it('reads the options of a delete under any version', () => {
    expect(decodeObject(envelope('apps/v1', 'DeleteOptions', [0x08, 0, ...text(4, 'Foreground')]))).to.deep.equal({ kind: 'DeleteOptions', apiVersion: 'apps/v1', gracePeriodSeconds: 0, propagationPolicy: 'Foreground' });
  });

  it('ignores fields that it does not know', () => {
    expect(decodeObject(envelope('v1', 'ConfigMap', [0x98, 0x06, 1]))).to.deep.equal({ kind: 'ConfigMap', apiVersion: 'v1' });
  });

  it('takes a missing key or value of a map for an empty text', () => {
    expect(decodeObject(envelope('v1', 'ConfigMap', text(2, text(1, 'a'))))).to.deep.include({ data: { a: '' } });
  });

  it('knows all kinds that it serves', () => {
    expect([...kinds, ...reviewKinds].filter((each) => !isMessage(apiVersionOf(each), each.kind))).to.deep.equal([]);
  });

  const refused: [string, Uint8Array, string][] = [
    ['without its prefix', Uint8Array.from([1, 2, 3]), 'provided data does not appear to be a protobuf message'],
    ['that is cut off', envelope('v1', 'ConfigMap', [0x12, 9]), 'proto: unexpected end of the message'],
    ['of a kind that it does not know', envelope('example.com/v1', 'Widget', []), 'no kind "Widget" is registered for version "example.com/v1"'],
  ];
  for (const [title, bytes, message] of refused) {
    it(`refuses a body ${title}`, () => {
      expect(() => decodeObject(bytes)).to.throw(message).with.property('code', 400);
    });
  }
});
