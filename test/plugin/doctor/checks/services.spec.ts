import { services } from '../../../../plugin/doctor/checks/services.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/services.ts', () => {
  const service = (name: string, selector: Record<string, string>) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'test' }, spec: { selector, ports: [{ port: 80 }] } }) as KubeObject;
  itSees(services, [
    ['says whose they are', {}, ['ok Service podinfo is yours; podinfo-primary and podinfo-canary are there']],
    ['knows what will be made', { canary: healthyCanary().inPhase('Initializing'), without: ['Service podinfo', 'Service podinfo-primary', 'Service podinfo-canary'] }, ['ok Service podinfo will be made; podinfo-primary and podinfo-canary will be made']],
    ['warns where one is missing', { without: ['Service podinfo-canary'] }, ['warning Service podinfo-canary is missing → a driver makes it: kubectl canary watch podinfo -n test']],
    ['warns where the Service of that name is of other pods', { objects: [service('podinfo', { app: 'other' })] }, ['warning spec.service.name: expected a Service of the pods of podinfo, got "podinfo" → service podinfo selects app=other']],
    ['says where somebody else has a name of ours', { objects: [service('podinfo-primary', { app: 'other' })] }, ['error spec.service.name: expected no Service called podinfo-primary of somebody else, as ours gets that name, got nothing → delete it, or choose another spec.service.name']],
  ]);
});
