import { definitions } from '../../../../plugin/doctor/checks/definitions.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/definitions.ts', () => {
  itSees(definitions, [
    ['finds all three kinds', {}, ['ok canaries, metrictemplates, alertproviders of kubectl-canary.dev/v1beta1 are served']],
    ['says where none is installed', { unserved: ['kubectl-canary.dev/v1beta1'] }, ['error canaries, metrictemplates, alertproviders of kubectl-canary.dev/v1beta1 are not served → install them with "kubectl canary install"']],
    ['says where there is one of them only', { answer: (path) => (path === '/apis/kubectl-canary.dev/v1beta1' ? { status: 200, headers: {}, text: '{"resources":[{"name":"canaries"},{"name":"alertproviders"}]}' } : undefined) }, [
      'error metrictemplates of kubectl-canary.dev/v1beta1 is not served → install them with "kubectl canary install"',
    ]],
    ['names the versions that are there instead', {
      unserved: ['kubectl-canary.dev/v1beta1'],
      answer: (path) => (path === '/apis/kubectl-canary.dev' ? { status: 200, headers: {}, text: '{"versions":[{"version":"v2"}]}' } : undefined),
    }, ['error canaries, metrictemplates, alertproviders of kubectl-canary.dev/v1beta1 are not served; the cluster has v2 of kubectl-canary.dev, which this plugin does not speak → install them with "kubectl canary install"']],
  ]);
});
