import { readClusterVersion } from '../../install/cluster-version.ts';
import type { ClusterCheck } from '../check.ts';
import { error, ok } from '../finding.ts';

/** Policies that hold are made of what came with 1.30. */
export const kubernetesVersion: ClusterCheck = {
  code: 'KC101',
  title: 'the cluster is new enough',
  about: 'cluster',
  async look({ kube }) {
    const { version, problem } = await readClusterVersion(kube);
    return [problem === undefined ? ok(`the cluster is Kubernetes ${version}`, { version }) : error(problem, 'upgrade the cluster', { version })];
  },
};
