import { ownPermissions } from '../../../../plugin/doctor/checks/own-permissions.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/own-permissions.ts', () => {
  itSees(ownPermissions, [
    ['knows an admin', {}, ['ok you may do everything in this cluster']],
    ['asks for each right where not all is allowed', { denied: ['create secrets'] }, ['ok you may do in namespace test what driving a rollout takes']],
    ['names the rights that are missing, by kind', { denied: ['promote canaries', 'create deployments', 'patch deployments', 'get services/proxy'] }, [
      'warning in namespace test you may not promote canaries.kubectl-canary.dev; create, patch deployments.apps; get services/proxy → ask for the ClusterRole kubectl-canary-operator there, or leave driving to the runner',
    ]],
    ['leaves out the objects of routers that no canary has', { denied: ['create traefikservices'], canary: aCanary() }, ['ok you may do in namespace test what driving a rollout takes']],
  ]);
});
