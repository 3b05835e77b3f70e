import type { Kube } from '../../shared/kube/kube.ts';

/** The first whose ValidatingAdmissionPolicies are stable; our policies are made of them. */
const oldestMinor = 30;

/** Why this cluster is too old; undefined where it is not. */
export async function versionProblem(kube: Kube): Promise<string | undefined> {
  return (await readClusterVersion(kube)).problem;
}

/** Its version, such as `1.37`, and what speaks against it, where something does. */
export async function readClusterVersion(kube: Kube): Promise<{ readonly version: string | undefined; readonly problem: string | undefined }> {
  const { status, text } = await kube.request('/version');
  if (status !== 200) {
    return { version: undefined, problem: `the version of the cluster cannot be read: the API server answered HTTP ${status}` };
  }
  const { major, minor } = JSON.parse(text) as { major: string; minor: string };
  const isNewEnough = Number(major) > 1 || Number.parseInt(minor, 10) >= oldestMinor; // "30+" on some clouds
  return { version: `${major}.${minor}`, problem: isNewEnough ? undefined : `the cluster is Kubernetes ${major}.${minor}; at least 1.${oldestMinor} is needed` };
}
