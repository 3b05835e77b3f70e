import { expect } from 'chai';
import { command } from '../../../plugin/commands/doctor.ts';
import { Failure } from '../../../shared/errors.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { version } from '../../../shared/version.ts';
import { aCheckup, anIngressRoute, checkupTime, healthyCanary } from '../../builders/a-checkup.ts';
import type { CheckupSettings } from '../../builders/a-checkup.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { expectGolden } from '../../builders/golden.ts';

const sick: CheckupSettings = {
  version: '1.29',
  denied: ['promote canaries'],
  canary: healthyCanary().analysed({
    metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99.9 } }],
    webhooks: [{ name: 'load', url: 'http://tester.test.svc/' }],
  }),
  objects: [
    aDeployment().available(1).build(),
    aDeployment().named('webhook').inNamespace('kubectl-canary-system').image('kubectl-canary:0.0.9').available(0).build(),
    anIngressRoute({ name: 'podinfo', port: 80 }),
  ],
  without: ['ValidatingAdmissionPolicyBinding kubectl-canary-hold', 'Service podinfo-canary', 'Pod traefik-1'],
};

const ofAnyVersion = (line: string) => line.replace(` ${version}`, ' <version>');

describe('plugin/commands/doctor.ts', () => {
  const doctor = async (settings: CheckupSettings, { name, quiet = false, output = 'text' }: { name?: string; quiet?: boolean; output?: string } = {}) => {
    const { kube } = await aCheckup(settings);
    const { invocation, printed, told } = anInvocation(kube, { name, output, quiet }, { clock: new ManualClock(checkupTime) });
    const outcome = await command.run(invocation);
    expect(kube.writes).to.deep.equal([]);
    return { outcome, printed, told, kube };
  };

  it('shows all of a healthy canary', async () => {
    const { outcome, printed, told } = await doctor({}, { name: 'podinfo' });
    expect(outcome).to.equal(undefined);
    expectGolden('doctor/healthy.txt', [...printed, ...told].map(ofAnyVersion));
  });

  it('shows all of a sick one, and ends with findings', async () => {
    const { outcome, printed, told } = await doctor(sick, { name: 'podinfo' });
    expect(outcome).to.equal('findings');
    expectGolden('doctor/sick.txt', [...printed, ...told].map(ofAnyVersion));
  });

  it('sums up each canary where none is named', async () => {
    const { printed } = await doctor({});
    expect(printed.slice(-2)).to.deep.equal(['podinfo.test', '✔ 9 things looked at, all in order']);
  });

  it('leaves out what is in order where that was asked for', async () => {
    expect((await doctor({}, { name: 'podinfo', quiet: true })).printed).to.deep.equal([]);
    const { printed } = await doctor(sick, { quiet: true });
    expect(printed.filter((line) => line.startsWith('✔'))).to.deep.equal([]);
    expect(printed.some((line) => line.startsWith('✖ KC404 '))).to.equal(true);
  });

  it('says the same to a program', async () => {
    const { findings } = JSON.parse((await doctor(sick, { name: 'podinfo', output: 'json', quiet: true })).printed.join('\n'));
    expect(findings[0]).to.deep.equal({ code: 'KC101', severity: 'error', about: 'cluster', message: 'the cluster is Kubernetes 1.29; at least 1.30 is needed', next: 'upgrade the cluster', data: { version: '1.29' } });
    expect(new Set(findings.map(({ severity }: { severity: string }) => severity))).to.deep.equal(new Set(['error', 'warning']));
  });

  it('warnings alone end well', async () => {
    const { outcome, told } = await doctor({ without: ['Pod traefik-1'] });
    expect(outcome).to.equal(undefined);
    expect(told[0]).to.match(/: 1 warning$/);
  });

  it('knows no canary of another name', async () => {
    const failure = await doctor({}, { name: 'podinf' }).catch((error: Failure) => error);
    expect(failure).to.include({ outcome: 'notFound', next: 'did you mean podinfo?' });
  });

  it('looks at the cluster where there are no canaries, or none may be seen', async () => {
    for (const code of [404, 403]) {
      const { kube } = await aCheckup();
      kube.failNext(({ verb, resource }) => verb === 'list' && resource === 'canaries', new ApiError(code, 'x', 'canaries is forbidden: User "jane" cannot list resource "canaries" in API group "kubectl-canary.dev" in the namespace "test"'));
      const { invocation, printed } = anInvocation(kube, { output: 'text', quiet: false, name: undefined });
      await command.run(invocation);
      expect(printed).to.include('✔ KC303 2 of 2 pods of the webhook are available');
      expect(printed.includes('! KC201 could not be checked: user jane may not list canaries.kubectl-canary.dev in namespace test')).to.equal(code === 403);
    }
  });
});
