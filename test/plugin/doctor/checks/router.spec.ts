import { router } from '../../../../plugin/doctor/checks/router.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/router.ts', () => {
  itSees(router, [
    ['tells what the router can do', {}, ['ok provider traefik shares traffic by weight; the cluster has traefikservices.traefik.io']],
    ['tells it of Services alone', { canary: aCanary().iterating(3) }, ['ok provider kubernetes leaves traffic to Services, for iterations (blue/green)']],
    ['says where its API is missing', { unserved: ['traefik.io/v1alpha1'] }, ['warning spec.provider: expected a cluster that has traefikservices of traefik.io/v1alpha1, got "traefik" → nothing can be routed until the CustomResourceDefinitions of traefik are installed']],
    ['says where it cannot do what is asked for', { canary: aCanary() }, ['error spec.analysis.stepWeight: expected what provider kubernetes can do, got 10 → no spec.provider means kubernetes, which cannot share traffic by weight; use iterations (blue/green), or set spec.provider to traefik']],
    ['says where it is unknown', { canary: healthyCanary().routedBy('traefic') }, ['error spec.provider: expected one of kubernetes, traefik, got "traefic" → did you mean traefik?']],
  ]);
});
