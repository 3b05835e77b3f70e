import { runnerPermissions } from '../../../../plugin/doctor/checks/runner-permissions.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/runner-permissions.ts', () => {
  itSees(runnerPermissions, [
    ['has nothing to say where there is no runner', {}, []],
    ['is content with what is shipped', { runner: true }, ['ok the runner may do what driving a rollout takes']],
    ['names what is missing', { runner: true, deniedToAccounts: ['runner update traefikservices'] }, ['error the runner may not update traefikservices.traefik.io → put its roles back with "kubectl canary install"']],
  ]);
});
