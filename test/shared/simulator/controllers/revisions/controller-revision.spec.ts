import { expect } from 'chai';
import type { ControllerRevision, DaemonSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { beyondLimit, presentRevision, templateOf } from '../../../../../shared/simulator/controllers/revisions/controller-revision.ts';

const set = (image: string): DaemonSet => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'test', uid: 'uid-agent' }, spec: { selector: {}, template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image }] } } } });
const revision = (image: string, number: number): ControllerRevision => ({ ...presentRevision(set(image), [], 'hash').revision, revision: number });

describe('shared/simulator/controllers/revisions/controller-revision.ts', () => {
  it('makes the first one', () => {
    const { revision: first, write, old } = presentRevision(set('agent:1'), [], 'hash');
    expect([write, old, first.revision]).to.deep.equal(['create', [], 1]);
    expect(first.metadata.labels).to.deep.equal({ app: 'agent', hash: first.metadata.name.slice('agent-'.length) });
    expect(templateOf(first)).to.deep.equal(set('agent:1').spec.template);
  });

  const cases: [title: string, image: string, known: ControllerRevision[], write: string | undefined, number: number][] = [
    ['counts on for a new template', 'agent:3', [revision('agent:2', 2), revision('agent:1', 1)], 'create', 3],
    ['leaves the present one', 'agent:2', [revision('agent:1', 1), revision('agent:2', 2)], undefined, 2],
    ['raises an old one that is back', 'agent:1', [revision('agent:1', 1), revision('agent:2', 2)], 'update', 3],
  ];
  for (const [title, image, known, write, number] of cases) {
    it(title, () => {
      const present = presentRevision(set(image), known, 'hash');
      expect([present.write, present.revision.revision]).to.deep.equal([write, number]);
    });
  }

  it('gives up the oldest beyond the limit, but none in use', () => {
    const old = [1, 2, 3, 4].map((number) => revision(`agent:${number}`, number));
    expect(beyondLimit(old, 2, ({ revision: number }) => number === 1).map(({ revision: number }) => number)).to.deep.equal([2]);
    expect(beyondLimit(old, 10, () => false)).to.deep.equal([]);
  });
});
