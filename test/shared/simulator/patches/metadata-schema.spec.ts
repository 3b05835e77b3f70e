import { expect } from 'chai';
import { withMetadata } from '../../../../shared/simulator/patches/metadata-schema.ts';

describe('shared/simulator/patches/metadata-schema.ts', () => {
  it('describes what all objects have, whatever the schema says of it', () => {
    const { properties = {} } = withMetadata({ properties: { metadata: { type: 'object' }, data: { type: 'object' } } });
    expect(Object.keys(properties)).to.have.members(['apiVersion', 'kind', 'metadata', 'data']);
    expect(properties['metadata']?.properties?.['ownerReferences']).to.include({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-patch-merge-key': 'uid' });
  });
});
