import { expect } from 'chai';
import { providerFor, templateProviders } from '../../../shared/metrics/provider-for.ts';

describe('shared/metrics/provider-for.ts', () => {
  it('knows providers by name, and no other', () => {
    expect(providerFor('prometheus')?.name).to.equal('prometheus');
    expect(providerFor('datadog')).to.equal(undefined);
  });

  it('offers templates the providers that answer queries', () => {
    expect(templateProviders).to.deep.equal(['prometheus']);
  });
});
