import { expect } from 'chai';
import { ConfigError, environmentOf, expanded } from '../../../../../shared/simulator/pods/kubelet/environment.ts';
import type { Pod, PodContainer } from '../../../../../shared/simulator/pods/kubelet/pod.ts';

const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app-1', namespace: 'test', uid: 'u', labels: { app: 'a' } }, spec: { nodeName: 'node-1', containers: [] }, status: { hostIP: '10.0.0.1' } };
const data: Record<string, Record<string, string>> = { 'configmap/settings': { a: '1', b: '2' }, 'secret/keys': { token: 's3' } };

function environment(container: Partial<PodContainer>) {
  return environmentOf({ name: 'c', image: 'app', ...container }, pod, '10.244.0.7', async (kind, name) => data[`${kind}/${name}`]);
}

async function refusal(container: Partial<PodContainer>): Promise<string> {
  return await environment(container).then(() => expect.fail('it was accepted'), (error: Error) => {
    expect(error).to.be.instanceOf(ConfigError);
    return error.message;
  });
}

describe('shared/simulator/pods/kubelet/environment.ts', () => {
  it('has the pod\'s name as host name, and what is given', async () => {
    expect(await environment({ env: [{ name: 'A', value: 'x' }, { name: 'B', value: '$(A)y$(Z)' }] })).to.deep.equal({ HOSTNAME: 'app-1', A: 'x', B: 'xy$(Z)' });
  });

  it('reads ConfigMaps and Secrets, whole or by key', async () => {
    const env = [{ name: 'T', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } }, { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'b' } } }];
    expect(await environment({ env, envFrom: [{ prefix: 'S_', configMapRef: { name: 'settings' } }] })).to.deep.equal({ HOSTNAME: 'app-1', S_a: '1', S_b: '2', T: 's3', B: '2' });
  });

  for (const [path, value] of [['metadata.name', 'app-1'], ['metadata.namespace', 'test'], ['spec.nodeName', 'node-1'], ['status.podIP', '10.244.0.7'], ['status.hostIP', '10.0.0.1'], ['metadata.labels[\'app\']', 'a']] as const) {
    it(`knows the pod's own ${path}`, async () => {
      expect(await environment({ env: [{ name: 'F', valueFrom: { fieldRef: { fieldPath: path } } }] })).to.include({ F: value });
    });
  }

  it('does without what is optional', async () => {
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'z', optional: true } } }, { name: 'B', valueFrom: { secretKeyRef: { name: 'none', key: 'z', optional: true } } }];
    expect(await environment({ env, envFrom: [{ secretRef: { name: 'none', optional: true } }] })).to.deep.equal({ HOSTNAME: 'app-1' });
  });

  it('names what is missing', async () => {
    expect(await refusal({ envFrom: [{ configMapRef: { name: 'none' } }] })).to.equal('configmap "none" not found');
    expect(await refusal({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'none', key: 'a' } } }] })).to.equal('secret "none" not found');
    expect(await refusal({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'z' } } }] })).to.equal('couldn\'t find key z in ConfigMap test/settings');
  });

  it('replaces variables in arguments', () => {
    expect(expanded('--a=$(A)/$(NONE)', { A: '1' })).to.equal('--a=1/$(NONE)');
  });
});
