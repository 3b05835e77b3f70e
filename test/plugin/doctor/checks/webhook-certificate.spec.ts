import { expect } from 'chai';
import { webhookCertificate } from '../../../../plugin/doctor/checks/webhook-certificate.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { aCheckup, itSees, textOf } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/webhook-certificate.ts', () => {
  const restart = 'kubectl -n kubectl-canary-system rollout restart deployment webhook';
  const without = ['MutatingWebhookConfiguration kubectl-canary', 'ValidatingWebhookConfiguration kubectl-canary'];
  const configuration = (caBundle: string) => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'kubectl-canary' }, webhooks: [{ name: 'a', clientConfig: { caBundle } }] }) as KubeObject;

  itSees(webhookCertificate, [
    ['tells until when', {}, ['ok the API server trusts the certificate authority of the webhook, which is valid until 2035-12-30']],
    ['says where nothing is filled in', { objects: [configuration('')] }, [`error a webhook has no certificate authority that the API server could trust: the pods of the webhook write it → ${restart}`]],
    ['leaves a missing registration to others', { without }, []],
  ]);

  const years: [now: string, expected: RegExp][] = [
    ['2034-01-01T00:00:00Z', /^warning the certificate authority of the webhook ends on 2035-12-30, and should have been replaced on 2032-/],
    ['2036-01-01T00:00:00Z', /^error the certificate authority of the webhook is valid from 20\d\d-\d\d-\d\d to 2035-12-30, not now/],
    ['2020-01-01T00:00:00Z', /^error .* not now/],
  ];
  for (const [now, expected] of years) {
    it(`says at ${now} that it is not, or soon not, valid`, async () => {
      const { cluster } = await aCheckup();
      const [sight] = await webhookCertificate.look({ ...cluster, now: new Date(now) });
      expect(textOf(sight!)).to.match(expected);
    });
  }
});
