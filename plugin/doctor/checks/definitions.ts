import { apiVersion, group, version } from '../../../shared/api/group.ts';
import type { Kube } from '../../../shared/kube/kube.ts';
import { alertProviders, canaries, metricTemplates } from '../../../shared/kube/resources.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok } from '../finding.ts';

const install = 'install them with "kubectl canary install"';

/** Asked of what the API server serves, which everybody may read. */
export const definitions: ClusterCheck = {
  code: 'KC301',
  title: 'the kinds of this version are served',
  about: 'cluster',
  async look({ kube }) {
    const served = await resourcesOf(kube, `/apis/${apiVersion}`);
    const wanted = [canaries, metricTemplates, alertProviders].map(({ plural }) => plural);
    const missing = wanted.filter((plural) => !served.includes(plural));
    if (missing.length === 0) {
      return [ok(`${wanted.join(', ')} of ${apiVersion} are served`)];
    }
    const versions = await versionsOf(kube);
    const instead = versions.length === 0 || versions.includes(version) ? '' : `; the cluster has ${versions.join(', ')} of ${group}, which this plugin does not speak`;
    return [error(`${missing.join(', ')} of ${apiVersion} ${missing.length === 1 ? 'is' : 'are'} not served${instead}`, install)];
  },
};

/** A group version that the API server does not know is answered with 404. */
async function resourcesOf(kube: Kube, path: string): Promise<string[]> {
  const { status, text } = await kube.request(path);
  return status === 200 ? ((JSON.parse(text) as { resources?: { name: string }[] }).resources ?? []).map(({ name }) => name) : [];
}

async function versionsOf(kube: Kube): Promise<string[]> {
  const { status, text } = await kube.request(`/apis/${group}`);
  return status === 200 ? ((JSON.parse(text) as { versions?: { version: string }[] }).versions ?? []).map((each) => each.version) : [];
}
