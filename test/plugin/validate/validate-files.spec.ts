import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { findingLines, summaryLines, verdictData } from '../../../plugin/validate/finding-lines.ts';
import { readOurDefinitions } from '../../../plugin/validate/our-definitions.ts';
import { parseDocuments } from '../../../plugin/validate/parse-documents.ts';
import { validateFiles } from '../../../plugin/validate/validate-files.ts';
import type { Verdict } from '../../../plugin/validate/validate-files.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import type { Definition } from '../../../shared/simulator/schema/definition.ts';
import { expectGolden } from '../../builders/golden.ts';

const canary = `apiVersion: kubectl-canary.dev/v1beta1
kind: Canary
metadata: {name: podinfo, namespace: test}
spec:
  provider: traefik
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
  service: {port: 80}
  analysis:
    interval: 10s
    threshold: 3
    stepWeight: 10
    maxWeight: 50
    metrics:
    - {name: request-success-rate, thresholdRange: {min: 99}}
`;
const deployment = (matchLabels: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: podinfo, namespace: test}
spec:
  selector: {matchLabels: ${matchLabels}}
  template: {metadata: {labels: ${matchLabels}}, spec: {containers: [{name: podinfo, image: podinfo}]}}
`;
const wrong = `apiVersion: kubectl-canary.dev/v1beta1
kind: Canary
metadata: {name: podinfo, namespace: test}
spec:
  provider: trafik
  targetRef: {apiVersion: apps/v1, kind: Deployment}
  service: {port: 80, targetport: 9898}
  analysis:
    intervall: 10s
    interval: soon
    threshold: many
    stepWeight: 200
    metrics:
    - name: request-duration
      thresholdRange: {min: 600, max: 500}
    - {name: odd}
---
apiVersion: kubectl-canary.dev/v1alpha1
kind: Canary
metadata: {name: older}
---
apiVersion: kubectl-canary.dev/v1beta1
kind: MetricTemplat
metadata: {name: errors}
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: theirs}
---
replicas: 3
---
apiVersion: [
`;

describe('plugin/validate/validate-files.ts', () => {
  let definitions: Definition[];
  before(async () => {
    definitions = await readOurDefinitions();
  });
  const verdictOn = (text: string, namespace?: string): Verdict => validateFiles(parseDocuments({ path: 'a.yaml', text }), definitions, { namespace });
  const saysOf = (text: string, namespace?: string) => findingLines(verdictOn(text, namespace), { paint: unpainted });

  it('finds nothing wrong with what is well', () => {
    expect(verdictOn(`${canary}---\n${deployment('{app: podinfo}')}`)).to.deep.include({ checked: ['canary/podinfo'], others: 1, findings: [] });
    expect(saysOf(canary)).to.deep.equal([]);
  });

  it('finds nothing wrong with our samples', () => {
    const folder = join(import.meta.dirname, '../../../manifests/samples');
    for (const name of readdirSync(folder)) {
      const denied = verdictOn(readFileSync(join(folder, name), 'utf8')).findings.filter(({ severity }) => severity === 'denied');
      expect(denied, name).to.deep.equal([]);
    }
  });

  it('tells all that is wrong at once, with its line', () => {
    const verdict = verdictOn(wrong);
    expectGolden('validate/wrong.txt', [...findingLines(verdict, { paint: unpainted }), ...summaryLines(verdict)]);
  });

  it('tells a program the same', () => {
    expectGolden('validate/wrong.json', JSON.stringify(verdictData(verdictOn(wrong)), undefined, 2).split('\n'));
  });

  it('checks the rules of a kind that is well otherwise, as the API server does', () => {
    expect(saysOf(canary.replace('{min: 99}', '{min: 600, max: 500}').replace('    maxWeight: 50\n', '    maxWeight: 50\n    iterations: 3\n'))).to.deep.equal([
      'a.yaml:8: error: canary/podinfo: spec.analysis: expected exactly one of stepWeight (equal steps of weight), stepWeights (the weight of each step) and iterations (blue/green, or A/B testing together with match), got {"interval":"10s","threshold":3,"stepWeight":10,"maxWeight":...',
      'a.yaml:15: error: canary/podinfo: spec.analysis.metrics[0].thresholdRange: min is more than max, so no value can pass; swap them, or take one out',
    ]);
  });

  it('takes what stands in the files for what is in the cluster', () => {
    expect(saysOf(`${canary}---\n${deployment('{tier: web, team: shop}')}`)).to.deep.equal([
      'a.yaml:6: error: canary/podinfo: spec.targetRef.name: expected a Deployment whose selector has a label app, name or app.kubernetes.io/name, got "podinfo"; its spec.selector.matchLabels has tier, team',
    ]);
    expect(saysOf(`${canary}---\n${canary.replace('name: podinfo, namespace', 'name: second, namespace')}`)).to.have.length(2);
  });

  it('says nothing of what is not given', () => {
    expect(saysOf(canary.replace('{name: request-success-rate,', '{name: errors, templateRef: {name: errors},'))).to.deep.equal([]);
  });

  it('warns of two that would take each other\'s place', () => {
    expect(saysOf(`${canary}---\n${canary}`)).to.deep.equal(['a.yaml:18: warning: canary/podinfo: metadata.name: expected a name of its own, got "podinfo"; document 1 of a.yaml is a Canary of that name, too']);
  });

  it('gives objects without a namespace that of the command', () => {
    const bare = deployment('{tier: web, team: shop}').replace(', namespace: test', '');
    expect(saysOf(`${canary}---\n${bare}`)).to.deep.equal([]);
    expect(saysOf(`${canary}---\n${bare}`, 'test')).to.have.length(1);
  });
});
