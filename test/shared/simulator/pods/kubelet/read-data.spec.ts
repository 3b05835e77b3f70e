import { expect } from 'chai';
import { fakeKube } from '../../../../builders/fake-kube.ts';
import type { KubeObject } from '../../../../../shared/kube/kube.ts';
import { dataReader } from '../../../../../shared/simulator/pods/kubelet/read-data.ts';

const object = (kind: string, name: string, data?: Record<string, string>) => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'test' }, ...(data === undefined ? {} : { data }) }) as KubeObject;

describe('shared/simulator/pods/kubelet/read-data.ts', () => {
  const read = dataReader(fakeKube(object('ConfigMap', 'settings', { a: '1' }), object('ConfigMap', 'empty'), object('Secret', 'keys', { token: 'czM=' })), 'test');

  it('reads ConfigMaps as they are, and Secrets decoded', async () => {
    expect(await read('configmap', 'settings')).to.deep.equal({ a: '1' });
    expect(await read('configmap', 'empty')).to.deep.equal({});
    expect(await read('secret', 'keys')).to.deep.equal({ token: 's3' });
  });

  it('knows nothing of what is not there', async () => {
    expect(await read('secret', 'settings')).to.equal(undefined);
  });
});
