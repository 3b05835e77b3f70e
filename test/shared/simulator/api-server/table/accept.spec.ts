import { expect } from 'chai';
import { acceptedShape } from '../../../../../shared/simulator/api-server/table/accept.ts';

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const accepted: [string, string][] = [
  ['', 'Object'],
  ['*/*', 'Object'],
  ['application/json', 'Object'],
  ['application/json;stream=watch', 'Object'],
  ['application/vnd.kubernetes.protobuf,application/json', 'Object'],
  [`${table},application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json`, 'Table'],
  [`application/json,${table}`, 'Object'],
  [`application/json;q=0.5,${table}`, 'Table'],
  ['application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io', 'Metadata'],
  ['application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json', 'Metadata'],
  ['application/json;as=Nope;v=v1;g=meta.k8s.io,application/json', 'Object'],
];

const refused = ['application/vnd.kubernetes.protobuf', 'text/html', 'application/*', 'application/json;as=Table', 'application/json;as=Table;v=v1;g=apps', 'application/json;as=Nope;v=v1;g=meta.k8s.io'];

describe('shared/simulator/api-server/table/accept.ts', () => {
  for (const [accept, shape] of accepted) {
    it(`gives ${shape} for "${accept}"`, () => {
      expect(acceptedShape(accept)).to.equal(shape);
    });
  }

  for (const accept of refused) {
    it(`has nothing for "${accept}"`, () => {
      expect(() => acceptedShape(accept)).to.throw('only the following media types are accepted: application/json').that.includes({ code: 406, reason: 'NotAcceptable' });
    });
  }
});
