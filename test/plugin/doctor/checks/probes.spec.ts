import { probes } from '../../../../plugin/doctor/checks/probes.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/probes.ts', () => {
  itSees(probes, [
    ['is content with the container that serves', { objects: [aDeployment().with({ spec: { template: { spec: { containers: [{ name: 'app', ports: [{ containerPort: 9898 }], readinessProbe: {} }, { name: 'sidecar' }] } } } }).build()] }, ['ok container app has a readiness probe']],
    ['warns where it has none', { objects: [aDeployment().build()] }, ['warning container podinfo of deployment/podinfo has no readiness probe: its pods get requests before they can answer → kubectl -n test edit deployment/podinfo, and add a readinessProbe']],
    ['asks all where none declares the port', { objects: [aDeployment().with({ spec: { template: { spec: { containers: [{ name: 'app', readinessProbe: {} }, { name: 'sidecar' }] } } } }).build()] }, ['warning container sidecar of deployment/podinfo has no readiness probe: its pods get requests before they can answer → kubectl -n test edit deployment/podinfo, and add a readinessProbe']],
    ['has nothing to look at without a target', { without: ['Deployment podinfo'] }, []],
  ]);
});
