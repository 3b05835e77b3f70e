import { expect } from 'chai';
import { Failure } from '../../../shared/errors.ts';
import { canarySelector, selectorLabel } from '../../../shared/workloads/selector-label.ts';

describe('shared/workloads/selector-label.ts', () => {
  describe('selectorLabel', () => {
    const cases: [title: string, selector: Record<string, string>, key: string | undefined][] = [
      ['prefers app', { 'app.kubernetes.io/name': 'a', name: 'b', app: 'c' }, 'app'],
      ['then takes name', { 'app.kubernetes.io/name': 'a', name: 'b' }, 'name'],
      ['then takes app.kubernetes.io/name', { tier: 'web', 'app.kubernetes.io/name': 'a' }, 'app.kubernetes.io/name'],
      ['else takes the only one', { component: 'web' }, 'component'],
      ['does not guess between two others', { component: 'web', tier: 'front' }, undefined],
      ['finds none in an empty selector', {}, undefined],
    ];
    for (const [title, selector, key] of cases) {
      it(title, () => {
        expect(selectorLabel(selector)).to.deep.equal(key === undefined ? undefined : { key, value: selector[key] });
      });
    }
  });

  describe('canarySelector', () => {
    it('changes that label and keeps the others', () => {
      expect(canarySelector({ app: 'podinfo', tier: 'web' }, 'podinfo-canary')).to.deep.equal({ app: 'podinfo-canary', tier: 'web' });
    });

    it('says which labels would do where there is none', () => {
      expect(() => canarySelector({ component: 'web', tier: 'front' }, 'podinfo-canary')).to.throw(Failure, 'has component, tier').with.property('next').that.includes('app, name');
    });
  });
});
