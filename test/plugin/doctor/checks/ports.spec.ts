import { ports } from '../../../../plugin/doctor/checks/ports.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/ports.ts', () => {
  itSees(ports, [
    ['follows the way of a request', {}, ['ok port 80 leads to port 9898 of the pods, as Service podinfo has it']],
    ['does so where the Service is still to come, too', { without: ['Service podinfo'] }, ['ok port 80 leads to port 9898 of the pods']],
    ['follows the name of a port', { canary: healthyCanary().serving({ targetPort: 'http' }) }, ['ok port 80 leads to port http of the pods, as Service podinfo has it']],
    ['says where no port has that name', { canary: healthyCanary().serving({ targetPort: 'web' }) }, ['error spec.service.targetPort is web, but deployment/podinfo names its ports http → name one of those, or write the number']],
    ['warns of a port that the pods do not declare', { canary: healthyCanary().serving({ targetPort: 8080 }) }, [
      'warning spec.service says that the pods listen on 8080, but deployment/podinfo declares 9898 → set spec.service.targetPort to the port that the containers listen on',
      'warning port 80 of Service podinfo leads to port 9898 of the pods, that of spec.service to 8080 → kubectl -n test edit canary podinfo',
    ]],
    ['warns of a port that the Service does not have', { canary: healthyCanary().serving({ port: 8080 }) }, ['warning spec.service.port is 8080, but Service podinfo has 80 → kubectl -n test edit canary podinfo']],
  ]);
});
