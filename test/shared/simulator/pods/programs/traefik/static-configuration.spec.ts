import { expect } from 'chai';
import { traefikObjects } from '../../../../../../shared/simulator/pods/traefik-objects.ts';
import { readArguments } from '../../../../../../shared/simulator/pods/programs/traefik/static-configuration.ts';

describe('shared/simulator/pods/programs/traefik/static-configuration.ts', () => {
  it('has its usual entry points where nothing is said', () => {
    const { entryPoints, ...rest } = readArguments([]);
    expect(Object.fromEntries(entryPoints)).to.deep.equal({ web: 8000, metrics: 9100, traefik: 8080 });
    expect(rest).to.deep.equal({ metricsEntryPoint: 'metrics', pingEntryPoint: 'traefik', allowCrossNamespace: false, throttleMs: 500 });
  });

  it('heeds what is said, in any case', () => {
    const { entryPoints, ...rest } = readArguments(['--entryPoints.web.address=:80/tcp', '--entrypoints.internal.address=0.0.0.0:81', '--metrics.prometheus.entryPoint=internal', '--providers.kubernetesCRD.allowCrossNamespace', '--providers.providersThrottleDuration=2s']);
    expect(Object.fromEntries(entryPoints)).to.include({ web: 80, internal: 81 });
    expect(rest).to.deep.equal({ metricsEntryPoint: 'internal', pingEntryPoint: 'traefik', allowCrossNamespace: true, throttleMs: 2000 });
  });

  it('understands how it is installed', () => {
    const deployment = traefikObjects().find(({ kind }) => kind === 'Deployment') as unknown as { spec: { template: { spec: { containers: [{ args: string[] }] } } } };
    const { entryPoints, allowCrossNamespace } = readArguments(deployment.spec.template.spec.containers[0].args);
    expect(Object.fromEntries(entryPoints)).to.deep.equal({ web: 8000, metrics: 9100, traefik: 8080 });
    expect(allowCrossNamespace).to.equal(true);
  });
});
