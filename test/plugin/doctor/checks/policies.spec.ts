import { policies } from '../../../../plugin/doctor/checks/policies.ts';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/policies.ts', () => {
  const object = (kind: string, fields: object) => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'kubectl-canary-hold' }, ...fields }) as KubeObject;
  itSees(policies, [
    ['names those that are bound', {}, ['ok the policies kubectl-canary-commands and kubectl-canary-hold are bound, and deny']],
    ['says where one is missing', { without: ['ValidatingAdmissionPolicy kubectl-canary-hold'] }, ['error validatingadmissionpolicy.admissionregistration.k8s.io/kubectl-canary-hold is missing: with no webhook, changes of targets would not be held → put it back with "kubectl canary install"']],
    ['says where one only warns', { objects: [object('ValidatingAdmissionPolicyBinding', { spec: { validationActions: ['Warn'] } })] }, ['error validatingadmissionpolicybinding.admissionregistration.k8s.io/kubectl-canary-hold does not deny, its actions are Warn → put it back with "kubectl canary install"']],
    ['tells the doubts of the API server', { objects: [object('ValidatingAdmissionPolicy', { status: { typeChecking: { expressionWarnings: [{ fieldRef: 'spec.variables[0]', warning: 'undefined\n field' }] } } })] }, ['warning validatingadmissionpolicy.admissionregistration.k8s.io/kubectl-canary-hold: the API server doubts spec.variables[0]: undefined field → put it back with "kubectl canary install"']],
  ]);
});
