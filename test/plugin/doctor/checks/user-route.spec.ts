import { userRoute } from '../../../../plugin/doctor/checks/user-route.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { anIngressRoute, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/user-route.ts', () => {
  itSees(userRoute, [
    ['names the route that leads to the weights', {}, ['ok IngressRoute web leads to TraefikService podinfo']],
    ['has nothing to say of other routers', { canary: aCanary().iterating(3) }, []],
    ['finds one that leads past them, and how to mend it', { objects: [anIngressRoute({ name: 'other', port: 80 }, { name: 'podinfo', port: 80 })] }, [
      `error IngressRoute web leads to Service podinfo, past the weights → kubectl -n test patch ingressroute web --type=json -p '[{"op":"add","path":"/spec/routes/0/services/1/kind","value":"TraefikService"}]'`,
    ]],
    ['warns where none leads there', { objects: [anIngressRoute({ name: 'podinfo', namespace: 'other' })] }, ['warning no IngressRoute of namespace test leads to TraefikService podinfo → in the route of your app, name the service {kind: TraefikService, name: podinfo}, unless one of another namespace does']],
  ]);
});
