import { expect } from 'chai';
import { readOurDefinitions } from '../../../plugin/validate/our-definitions.ts';

describe('plugin/validate/our-definitions.ts', () => {
  it('knows our kinds, and what they look like', async () => {
    const definitions = await readOurDefinitions();
    expect(definitions.map(({ group, version, kind }) => `${group}/${version} ${kind}`)).to.have.members(['kubectl-canary.dev/v1beta1 AlertProvider', 'kubectl-canary.dev/v1beta1 Canary', 'kubectl-canary.dev/v1beta1 MetricTemplate']);
    expect(definitions.find(({ kind }) => kind === 'Canary')?.schema).to.have.nested.property('properties.spec.properties.targetRef');
  });
});
