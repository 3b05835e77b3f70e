import { expect } from 'chai';
import { segmentsOf, valueAt } from '../../../plugin/validate/field-path.ts';

describe('plugin/validate/field-path.ts', () => {
  it('takes paths apart as the API server writes them', () => {
    expect(segmentsOf('spec.analysis.metrics[0].name')).to.deep.equal(['spec', 'analysis', 'metrics', 0, 'name']);
    expect(segmentsOf('metadata.labels[app.kubernetes.io/name]')).to.deep.equal(['metadata', 'labels', 'app.kubernetes.io/name']);
    expect(segmentsOf('')).to.deep.equal([]);
  });

  it('finds what stands there', () => {
    expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).to.equal(1);
    expect(valueAt({ a: null }, ['a', 'b'])).to.equal(undefined);
  });
});
