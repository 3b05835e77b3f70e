import { webhookRegistration } from '../../../../plugin/doctor/checks/webhook-registration.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/webhook-registration.ts', () => {
  const configuration = (...services: object[]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'kubectl-canary' },
    webhooks: services.map((service) => ({ name: 'hold.kubectl-canary.dev', clientConfig: { service, caBundle: 'Y2E=' } })),
  }) as KubeObject;
  itSees(webhookRegistration, [
    ['names those that are registered', {}, ['ok 3 webhooks are registered: hold.kubectl-canary.dev, validate.kubectl-canary.dev, rolling.kubectl-canary.dev']],
    ['says where a configuration is missing', { without: ['MutatingWebhookConfiguration kubectl-canary'] }, ['error mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary is missing → put it back with "kubectl canary install"']],
    ['says where one leads elsewhere', { objects: [configuration({ namespace: 'other', name: 'webhook', path: '/mutate' })] }, ['error webhook hold.kubectl-canary.dev of mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary leads elsewhere than to the Service of the webhook → put it back with "kubectl canary install"']],
    ['says where a webhook is missing', { objects: [configuration()] }, ['error webhook hold.kubectl-canary.dev of mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary is missing → put it back with "kubectl canary install"']],
  ]);
});
