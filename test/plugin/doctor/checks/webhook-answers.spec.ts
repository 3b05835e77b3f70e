import { webhookAnswers } from '../../../../plugin/doctor/checks/webhook-answers.ts';
import type { CheckupSettings } from '../../../builders/a-checkup.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/webhook-answers.ts', () => {
  const answering = (code: number, text: string): CheckupSettings => ({ answer: (path) => (path.endsWith('/namespaces/test/metrictemplates') ? { status: code, headers: {}, text } : undefined) });
  const status = (message: string) => JSON.stringify({ kind: 'Status', reason: 'x', message });
  itSees(webhookAnswers, [
    ['takes the refusal for an answer', {}, ['ok the webhook answers the API server (tried with a dry run)']],
    ['says where it is not asked', answering(201, '{}'), ['error the API server takes what the webhook would refuse: it does not ask the webhook → put its registration back with "kubectl canary install"']],
    ['tells what the API server says of the call', answering(500, status('Internal error occurred: failed calling webhook "validate.kubectl-canary.dev": failed to call webhook: x509: certificate signed by unknown authority')), [
      'error the webhook does not answer the API server: failed to call webhook: x509: certificate signed by unknown authority → kubectl -n kubectl-canary-system get pods,endpointslices',
    ]],
    ['leaves a missing kind to others', answering(404, status('not found')), []],
    ['warns where something else is in the way', answering(422, status('is invalid')), ['warning whether the webhook answers could not be tried: is invalid → kubectl -n kubectl-canary-system get pods']],
  ]);
});
