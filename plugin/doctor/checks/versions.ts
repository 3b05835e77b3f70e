import { systemNamespace } from '../../../shared/api/group.ts';
import { deployments } from '../../../shared/kube/resources.ts';
import { version } from '../../../shared/version.ts';
import type { Deployment } from '../../install/desired-objects.ts';
import { imageVersion } from '../../install/image-version.ts';
import type { ClusterCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';

/** Plugin, webhook and runner share the engine: of two versions one may not understand what the other has written. */
export const versions: ClusterCheck = {
  code: 'KC302',
  title: 'plugin and cluster side are of one version',
  about: 'cluster',
  async look({ kube }) {
    const found = await Promise.all(['webhook', 'runner'].map((name) => kube.get<Deployment>({ resource: deployments, namespace: systemNamespace, name })));
    const programs = found.filter((program) => program !== undefined);
    const others = programs.filter((program) => imageVersion(program) !== version).map((program) => `the ${program.metadata.name} is ${imageVersion(program) ?? 'of no known version'}`);
    if (programs.length === 0) {
      return [];
    }
    return [others.length === 0 ? ok(`plugin and cluster side are ${version}`, { version }) : warning(`this plugin is ${version}, ${others.join(' and ')}`, 'bring both to one version: "kubectl canary install", or a newer plugin', { version })];
  },
};
