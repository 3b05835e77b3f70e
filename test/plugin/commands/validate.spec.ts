import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { command } from '../../../plugin/commands/validate.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/commands/validate.ts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
    const canary = { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', metadata: { name: 'podinfo' }, spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo' }, service: { port: 80 }, analysis: { interval: '10s', threshold: 1, iterations: 1 } } };
    writeFileSync(join(folder, 'warned.json'), JSON.stringify(canary));
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...canary, kind: 'Canery' }));
  });
  after(() => rmSync(folder, { recursive: true }));

  const validate = async (names: string[], output = 'text') => {
    const kube = fakeKube();
    const { invocation, printed, told } = anInvocation(kube, { filename: names.map((name) => join(folder, name)), recursive: false, output });
    const outcome = await command.run({ ...invocation, namespace: undefined });
    expect(kube.calls).to.deep.equal([]);
    return { outcome, printed, told };
  };

  it('ends with findings where something is wrong, and tells what', async () => {
    const { outcome, printed, told } = await validate(['wrong.json']);
    expect(outcome).to.equal('findings');
    expect(printed).to.deep.equal([`${join(folder, 'wrong.json')}:1: error: canery/podinfo: kind: expected one of AlertProvider, Canary, MetricTemplate, got "Canery"; did you mean Canary?`]);
    expect(told).to.deep.equal(['1 object of ours checked, among 0 others: 1 error']);
  });

  it('ends well where there are warnings only', async () => {
    const { outcome, printed } = await validate(['warned.json']);
    expect(outcome).to.equal(undefined);
    expect(printed[0]).to.match(/warning: canary\/podinfo: spec.analysis.metrics/);
  });

  it('prints data for programs', async () => {
    const { problems } = JSON.parse((await validate(['wrong.json', 'warned.json'], 'json')).printed.join('\n'));
    expect(problems.map(({ severity }: { severity: string }) => severity)).to.deep.equal(['denied', 'warning']);
  });

  it('wants to know which files', async () => {
    expect(await validate([]).catch((error: Error) => error.message)).to.equal('expected a file, a folder, or - after -f, got none');
    expect(await validate(['nothing.yaml']).catch((error: Error) => error.message)).to.match(/nothing.yaml cannot be read: there is no such file$/);
  });
});
