import { alertAddresses } from '../../../../plugin/doctor/checks/alert-addresses.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';
import type { CheckupSettings } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/alert-addresses.ts', () => {
  const provider = (spec: object) => ({ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'AlertProvider', metadata: { name: 'chat', namespace: 'test' }, spec: { type: 'slack', ...spec } }) as KubeObject;
  const secret = (address: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'hook', namespace: 'test' }, data: { address: Buffer.from(address).toString('base64') } }) as KubeObject;
  const alerting = (...objects: KubeObject[]): CheckupSettings => ({ canary: healthyCanary().analysed({ alerts: [{ name: 'team', providerRef: { name: 'chat' } }] }), objects });
  const correct = 'set spec.address, or "address" in the Secret that spec.secretRef names';

  itSees(alertAddresses, [
    ['looks up the host, and shows no more', alerting(provider({ address: 'https://chat.example.com/hooks/s3cret' })), ['ok alert provider chat.test: chat.example.com resolves']],
    ['warns where it does not resolve', { ...alerting(provider({ address: 'https://chat.example.com/hooks/s3cret' })), unresolved: ['chat.example.com'] }, ['warning alert provider chat.test: chat.example.com does not resolve from here → correct the address, or look it up from inside the cluster']],
    ['knows the names of Services', { ...alerting(provider({ address: 'http://podinfo.test.svc/' })), unresolved: ['podinfo.test.svc'] }, ['ok alert provider chat.test: podinfo.test.svc resolves']],
    ['looks up a proxy in its place', { ...alerting(provider({ address: 'https://chat.example.com/', proxy: 'http://proxy.example.com:3128' })), unresolved: ['chat.example.com'] }, ['ok alert provider chat.test: proxy.example.com resolves']],
    ['shows nothing of a Secret', alerting(provider({ secretRef: { name: 'hook' } }), secret('https://s3cret.example.com/x')), ['ok alert provider chat.test: the host of its secret address resolves']],
    ['says where a Secret has no address', alerting(provider({ secretRef: { name: 'other' } })), [`error alert provider chat.test has no address → ${correct}`]],
    ['says where that is no address', alerting(provider({ secretRef: { name: 'hook' } }), secret('s3cret')), [`error the Secret of alert provider chat.test has an address that is none → ${correct}`]],
  ]);
});
