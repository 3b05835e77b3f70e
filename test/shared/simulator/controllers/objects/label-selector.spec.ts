import { expect } from 'chai';
import { hasLabels, selects } from '../../../../../shared/simulator/controllers/objects/label-selector.ts';
import type { LabelSelector } from '../../../../../shared/simulator/controllers/objects/label-selector.ts';

const labels = { app: 'web', tier: 'front' };

describe('shared/simulator/controllers/objects/label-selector.ts', () => {
  const cases: [string, LabelSelector | undefined, boolean][] = [
    ['nothing where there is no selector', undefined, false],
    ['all where it has no terms', {}, true],
    ['by label', { matchLabels: { app: 'web' } }, true],
    ['by all labels', { matchLabels: { app: 'web', tier: 'back' } }, false],
    ['one of several values', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
    ['none of several values', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api', 'web'] }] }, false],
    ['what lacks a label, where values are excluded', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    ['what has a label', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
    ['what lacks a label', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
    ['by labels and expressions together', { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  ];
  for (const [title, selector, isSelected] of cases) {
    it(`selects ${title}`, () => {
      expect(selects(selector, labels)).to.equal(isSelected);
    });
  }

  it('takes no labels for labels that do not match', () => {
    expect(hasLabels(undefined, { app: 'web' })).to.equal(false);
  });
});
