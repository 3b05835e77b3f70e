import { versions } from '../../../../plugin/doctor/checks/versions.ts';
import { version } from '../../../../shared/version.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/versions.ts', () => {
  const aWebhook = (image: string) => aDeployment().named('webhook').inNamespace('kubectl-canary-system').image(image).build();
  itSees(versions, [
    ['tells the one version of all', { runner: true }, [`ok plugin and cluster side are ${version}`]],
    ['names who is of another', { objects: [aWebhook('kubectl-canary:0.0.9')] }, [`warning this plugin is ${version}, the webhook is 0.0.9 → bring both to one version: "kubectl canary install", or a newer plugin`]],
    ['has nothing to compare where nothing is installed', { without: ['Deployment webhook'] }, []],
  ]);
});
