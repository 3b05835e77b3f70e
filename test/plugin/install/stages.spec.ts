import { expect } from 'chai';
import { readManifests } from '../../../plugin/install/manifests.ts';
import { inOrder } from '../../../plugin/install/stages.ts';

describe('plugin/install/stages.ts', () => {
  const before: [string, string, string][] = [
    ['Namespace', 'ServiceAccount', 'what stands in a namespace needs it'],
    ['CustomResourceDefinition', 'Deployment', 'the programs watch Canaries'],
    ['ClusterRole', 'ClusterRoleBinding', 'who binds a role must find it'],
    ['ClusterRoleBinding', 'Deployment', 'the programs need their rights'],
    ['Service', 'Deployment', 'the programs are found by it'],
    ['Deployment', 'MutatingWebhookConfiguration', 'nothing is asked that does not answer'],
    ['Deployment', 'ValidatingWebhookConfiguration', 'nothing is asked that does not answer'],
    ['MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'a change is not refused for want of a hold'],
    ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'a binding names its policy'],
  ];
  for (const [first, second, why] of before) {
    it(`${first} before ${second}: ${why}`, async () => {
      const kinds = inOrder(Object.values(await readManifests()).flat()).map(({ kind }) => kind);
      expect(kinds.lastIndexOf(first)).to.be.greaterThan(-1).and.lessThan(kinds.indexOf(second));
    });
  }

  it('refuses a kind it knows no place for', () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'x' } };
    expect(() => inOrder([job])).to.throw('job.batch/x has no place in the order');
  });
});
