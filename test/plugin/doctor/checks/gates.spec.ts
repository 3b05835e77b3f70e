import { gates } from '../../../../plugin/doctor/checks/gates.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/gates.ts', () => {
  itSees(gates, [
    ['names them by type', { canary: healthyCanary().analysed({ webhooks: [{ name: 'load', url: 'http://tester/' }, { name: 'approval', type: 'confirm-promotion', url: 'http://tester/gate' }] }) }, ['ok gates: load (rollout), approval (confirm-promotion)']],
    ['has nothing to say where there are none', {}, []],
    ['says what is no address', { canary: healthyCanary().analysed({ webhooks: [{ name: 'load', url: 'tester' }] }) }, ['error spec.analysis.webhooks[0].url: expected an address such as http://loadtester.test/, got "tester" → kubectl -n test edit canary podinfo']],
  ]);
});
