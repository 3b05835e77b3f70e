import { expect } from 'chai';
import { imageChange } from '../../../plugin/history/image-change.ts';
import type { Images } from '../../../plugin/history/image-change.ts';

describe('plugin/history/image-change.ts', () => {
  const cases: [title: string, from: Images | undefined, to: Images | undefined, text: string][] = [
    ['another tag', { app: 'ghcr.io/a/podinfo:6.0.0' }, { app: 'ghcr.io/a/podinfo:6.0.1' }, 'podinfo:6.0.0 → 6.0.1'],
    ['a registry with a port', { app: 'localhost:5000/podinfo' }, { app: 'localhost:5000/podinfo:2' }, 'podinfo:latest → 2'],
    ['another digest', { app: 'podinfo@sha256:0123456789abcdef0123' }, { app: 'podinfo@sha256:fedcba98765432100123' }, 'podinfo:sha256:0123456789ab → sha256:fedcba987654'],
    ['another repository', { app: 'a/podinfo:1' }, { app: 'b/podinfo:1' }, 'a/podinfo:1 → b/podinfo:1'],
    ['one of two containers', { app: 'podinfo:1', proxy: 'proxy:1' }, { app: 'podinfo:2', proxy: 'proxy:1' }, 'podinfo:1 → 2'],
    ['two containers', { app: 'podinfo:1', proxy: 'proxy:1' }, { app: 'podinfo:2', log: 'log:1' }, 'app: podinfo:1 → 2, proxy: - proxy:1, log: + log:1'],
    ['something else than images', { app: 'podinfo:1' }, { app: 'podinfo:1' }, 'same images'],
    ['what served before is not known', undefined, { app: 'podinfo:2' }, '→ podinfo:2'],
    ['nothing is known', undefined, undefined, '<unknown>'],
  ];
  for (const [title, from, to, text] of cases) {
    it(`${title}: ${text}`, () => expect(imageChange(from, to)).to.equal(text));
  }
});
