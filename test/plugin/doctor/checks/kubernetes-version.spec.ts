import { kubernetesVersion } from '../../../../plugin/doctor/checks/kubernetes-version.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/kubernetes-version.ts', () => {
  itSees(kubernetesVersion, [
    ['tells the version', {}, ['ok the cluster is Kubernetes 1.37']],
    ['takes what some clouds write', { version: '1.30+' }, ['ok the cluster is Kubernetes 1.30+']],
    ['refuses one that is too old', { version: '1.29' }, ['error the cluster is Kubernetes 1.29; at least 1.30 is needed → upgrade the cluster']],
  ]);
});
