import { routingObjects } from '../../../../plugin/doctor/checks/routing-objects.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { aTraefikService, healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/routing-objects.ts', () => {
  itSees(routingObjects, [
    ['tells where the traffic goes', {}, ['ok TraefikService podinfo sends 100 % to podinfo-primary and 0 % to podinfo-canary']],
    ['has nothing to say of Services alone', { canary: aCanary().iterating(3) }, []],
    ['knows that it is still to be made', { canary: healthyCanary().inPhase('Initializing'), without: ['TraefikService podinfo'] }, ['ok TraefikService podinfo will be made by whoever drives']],
    ['knows that it is still to be taken over', { canary: healthyCanary().inPhase('Initializing'), objects: [aTraefikService([{ name: 'podinfo', port: 80 }])] }, ['ok TraefikService podinfo is there, and will be taken over by whoever drives']],
    ['warns where it is missing', { without: ['TraefikService podinfo'] }, ['warning TraefikService podinfo is missing → a driver puts it right: kubectl canary watch podinfo -n test']],
    ['warns where somebody has changed it', { objects: [aTraefikService([{ name: 'other', port: 80 }])] }, ['warning TraefikService podinfo does not lead to our Services → a driver puts it right: kubectl canary watch podinfo -n test']],
    ['leaves a missing API to others', { unserved: ['traefik.io/v1alpha1'] }, []],
  ]);
});
