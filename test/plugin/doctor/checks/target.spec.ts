import { target } from '../../../../plugin/doctor/checks/target.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/target.ts', () => {
  itSees(target, [
    ['counts its pods', {}, ['ok deployment/podinfo has 2 of 2 pods available']],
    ['says that a change is held', { objects: [aDeployment().held('podinfo:2').build()] }, ['ok deployment/podinfo has 2 of 2 pods available; a change of it is held by canary podinfo']],
    ['warns where nothing serves', { objects: [aDeployment().available(0).build()] }, ['warning deployment/podinfo has 0 of 2 pods available: while nothing serves, a change passes without analysis → kubectl -n test describe deployment/podinfo']],
    ['says where there is none', { without: ['Deployment podinfo'] }, ['warning spec.targetRef.name: expected a Deployment in namespace test, got "podinfo" → nothing is held until there is one']],
    ['says where somebody else has that name', { objects: [aDeployment().named('podinfo-canary').build()] }, ['error spec.targetRef.name: expected no Deployment called podinfo-canary, as the new version gets that name, got "podinfo" → rename or delete that one', 'ok deployment/podinfo has 2 of 2 pods available']],
  ]);
});
