import { expect } from 'chai';
import { parseAccept } from '../../../../shared/simulator/api-server/accept-clauses.ts';

describe('shared/simulator/api-server/accept-clauses.ts', () => {
  it('reads types and parameters', () => {
    expect(parseAccept('Application/JSON; as=Table;v=v1;g="meta.k8s.io", */*')).to.deep.equal([
      { type: 'application/json', parameters: { as: 'Table', v: 'v1', g: 'meta.k8s.io' } }, { type: '*/*', parameters: {} },
    ]);
  });

  it('puts the most wanted first, and keeps the order of what is wanted alike', () => {
    expect(parseAccept('a/a;q=0.5, b/b;q=0.9, c/c, d/d').map(({ type }) => type)).to.deep.equal(['c/c', 'd/d', 'b/b', 'a/a']);
  });

  it('takes nothing for anything', () => {
    expect(parseAccept('')).to.deep.equal([{ type: '*/*', parameters: {} }]);
  });
});
