import type { KubeObject } from '../../shared/kube/kube.ts';

const label = 'app.kubernetes.io/part-of';
const value = 'kubectl-canary';

/** On every object of the cluster side: what the installation may change and remove. */
export const ownershipLabel: Readonly<Record<string, string>> = { [label]: value };

/** Selects the objects of the cluster side. */
export const ownershipSelector = `${label}=${value}`;

/** Whether it is an object of the cluster side, and not somebody else's of the same name. */
export function isOfInstallation({ metadata }: KubeObject): boolean {
  return metadata.labels?.[label] === value;
}
