import type { KubeObject } from '../../shared/kube/kube.ts';
import * as resources from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';

const known: readonly Resource[] = Object.values(resources);

/** How the API server calls the kind of an object. @throws Error for a kind that shared/kube/resources.ts does not list. */
export function resourceOf({ apiVersion, kind }: KubeObject): Resource {
  const found = known.find((resource) => resource.apiVersion === apiVersion && resource.kind === kind);
  if (found === undefined) {
    throw new Error(`${apiVersion} ${kind} is not in shared/kube/resources.ts: add its line there`);
  }
  return found;
}

/** `deployment.apps/webhook`, as kubectl writes it. */
export function titleOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${kind.toLowerCase()}${groupSuffix(apiVersion)}/${metadata.name}`;
}

/** `deployments.apps`, as kubectl writes it. */
export function pluralOf({ apiVersion, plural }: Resource): string {
  return plural + groupSuffix(apiVersion);
}

function groupSuffix(apiVersion: string): string {
  return apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
}
