import { expect } from 'chai';
import { withStructs } from '../../../../../shared/simulator/patches/server-side-apply/with-structs.ts';
import { deployments, things } from '../sample-definitions.ts';

describe('shared/simulator/patches/server-side-apply/with-structs.ts', () => {
  it('has the parts of a built-in kind that are there even when they are empty', () => {
    expect(withStructs(deployments, { spec: { replicas: 1 } })).to.deep.equal({ metadata: {}, spec: { replicas: 1, strategy: {}, template: { metadata: {}, spec: { containers: null } } }, status: {} });
  });

  it('leaves custom resources as they are written', () => {
    expect(withStructs(things, { spec: {} })).to.deep.equal({ spec: {} });
  });
});
