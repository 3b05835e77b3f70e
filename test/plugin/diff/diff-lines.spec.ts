import { expect } from 'chai';
import { diffLines } from '../../../plugin/diff/diff-lines.ts';
import { painter } from '../../../plugin/terminal/colors.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import type { PodTemplate } from '../../../shared/workloads/workload.ts';
import { expectGolden } from '../../builders/golden.ts';

const stable: PodTemplate = {
  metadata: { labels: { app: 'podinfo' }, creationTimestamp: null },
  spec: {
    containers: [
      {
        name: 'podinfod', image: 'podinfo:1', ports: [{ name: 'http', containerPort: 9898, protocol: 'TCP' }],
        env: [{ name: 'COLOR', value: 'blue' }, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'podinfo', key: 'password' } } }],
        resources: { limits: { memory: '64Mi' } }, imagePullPolicy: 'IfNotPresent',
      },
      { name: 'proxy', image: 'proxy:1' },
    ],
    restartPolicy: 'Always', terminationGracePeriodSeconds: 30,
  },
};
const [podinfod, proxy] = stable.spec.containers;
const held: PodTemplate = {
  metadata: { labels: { app: 'podinfo' }, annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T12:00:00Z' } },
  spec: {
    ...stable.spec,
    containers: [
      { ...podinfod!, image: 'podinfo:2', env: [{ name: 'COLOR', value: 'blue' }, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'podinfo', key: 'new-password' } } }] },
      { ...proxy!, args: ['--quiet', 'yes'] },
    ],
  },
};
const templates = (after: PodTemplate) => ({ target: 'deployment/podinfo', stable: { hash: 'a1b2c3d4e5', template: stable }, held: { hash: 'f5e4d3c2b1', template: after } });

describe('plugin/diff/diff-lines.ts', () => {
  it('prints where two templates differ, and where that is', () => {
    expectGolden('diff/plain.txt', diffLines(templates(held), { paint: unpainted }));
  });

  it('paints what comes and what goes', () => {
    expectGolden('diff/colour.txt', diffLines(templates({ ...stable, spec: { ...stable.spec, terminationGracePeriodSeconds: 60 } }), { paint: painter(true) }));
  });

  it('prints nothing where they are the same to Kubernetes', () => {
    expect(diffLines(templates({ ...stable, metadata: { labels: { app: 'podinfo' } } }), { paint: unpainted })).to.deep.equal([]);
  });
});
