import { expect } from 'chai';
import { areEqualTemplates, templateHash } from '../../../../../shared/simulator/controllers/objects/template-hash.ts';
import type { PodTemplate } from '../../../../../shared/simulator/controllers/objects/workloads.ts';

const template = (change: object = {}, metadata: object = { labels: { app: 'web' } }) => ({ metadata, spec: { containers: [{ name: 'web', image: 'web:1' }], ...change } }) as PodTemplate;

describe('shared/simulator/controllers/objects/template-hash.ts', () => {
  it('looks like those of Kubernetes', () => {
    expect(templateHash(template())).to.match(/^[4-9bcdf]{1,10}$/);
  });

  const same: [string, PodTemplate][] = [
    ['fields in another order', { spec: { containers: [{ image: 'web:1', name: 'web' }] }, metadata: { labels: { app: 'web' } } } as unknown as PodTemplate],
    ['the label of a ReplicaSet', template({}, { labels: { 'app': 'web', 'pod-template-hash': '7d4' } })],
    ['a creation time that is null', template({}, { labels: { app: 'web' }, creationTimestamp: null })],
    ['annotations that are empty', template({}, { labels: { app: 'web' }, annotations: {} })],
  ];
  for (const [title, other] of same) {
    it(`is the same with ${title}`, () => {
      expect(templateHash(other)).to.equal(templateHash(template()));
      expect(areEqualTemplates(other, template())).to.equal(true);
    });
  }

  const different: [string, PodTemplate][] = [
    ['another image', template({ containers: [{ name: 'web', image: 'web:2' }] })],
    ['another order of containers', template({ containers: [{ name: 'other', image: 'x' }, { name: 'web', image: 'web:1' }] })],
    ['an annotation', template({}, { labels: { app: 'web' }, annotations: { restartedAt: 'now' } })],
    ['a volume that is empty', template({ volumes: [{ name: 'tmp', emptyDir: {} }] })],
  ];
  for (const [title, other] of different) {
    it(`is another with ${title}`, () => {
      expect(templateHash(other)).not.to.equal(templateHash(template()));
      expect(areEqualTemplates(other, template())).to.equal(false);
    });
  }
});
