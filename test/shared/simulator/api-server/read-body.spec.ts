import { expect } from 'chai';
import { readBody } from '../../../../shared/simulator/api-server/read-body.ts';

/** A Namespace called demo, as kubectl sends it. */
const namespace = Buffer.from('azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhwKFAoEZGVtbxIAGgAiACoAMgA4AEIAEgAaAgoAGgAiAA==', 'base64');

describe('shared/simulator/api-server/read-body.ts', () => {
  it('passes text on as it is', () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    expect(readBody(headers, Buffer.from('{"ä":1}'))).to.deep.equal({ headers, body: '{"ä":1}' });
  });

  it('passes Protocol Buffers on as JSON', () => {
    const { headers, body } = readBody({ 'content-type': 'application/vnd.kubernetes.protobuf; charset=utf-8', 'accept': 'x' }, namespace);
    expect(headers).to.deep.equal({ 'content-type': 'application/json', 'accept': 'x' });
    expect(JSON.parse(body)).to.deep.include({ kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'demo' } });
  });

  it('finds nothing in no body', () => {
    expect(readBody({ 'content-type': 'application/vnd.kubernetes.protobuf' }, Buffer.alloc(0)).body).to.equal('');
  });
});
