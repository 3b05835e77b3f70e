import { expect } from 'chai';
import { formatLabels, formatSelector, selectorText } from '../../../../../shared/simulator/api-server/table/format-selector.ts';

describe('shared/simulator/api-server/table/format-selector.ts', () => {
  it('puts labels in the order of the alphabet', () => {
    expect(formatLabels({ b: 'c', a: 'd' })).to.equal('a=d,b=c');
    expect([formatLabels({}), formatLabels(undefined)]).to.deep.equal(['<none>', '<none>']);
  });

  it('puts labels and expressions together, by their keys', () => {
    const matchExpressions = [{ key: 'm', operator: 'In', values: ['y', 'x'] }, { key: 'q', operator: 'DoesNotExist' }, { key: 'c', operator: 'Exists' }, { key: 'd', operator: 'NotIn', values: ['x'] }];
    expect(formatSelector({ matchLabels: { z: 'a', a: 'b' }, matchExpressions })).to.equal('a=b,c,d notin (x),m in (x,y),!q,z=a');
  });

  it('says that a selector selects by nothing, or says nothing', () => {
    expect([formatSelector({}), formatSelector(undefined), selectorText({}), selectorText(undefined)]).to.deep.equal(['<none>', '<none>', '', '']);
  });
});
