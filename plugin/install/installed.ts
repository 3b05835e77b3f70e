import { systemNamespace } from '../../shared/api/group.ts';
import { deployments } from '../../shared/kube/resources.ts';
import { isStatus } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { drivesItself } from './desired-objects.ts';
import type { Deployment } from './desired-objects.ts';

/** What an earlier installation chose; an upgrade keeps it unless told otherwise. */
export interface Installed {
  readonly runner: boolean;
  readonly drive: boolean;
}

/** Reads it from the cluster; undefined where nothing is installed, or may not be read: what a person lacks is told together, later. */
export async function readInstalled(kube: Kube): Promise<Installed | undefined> {
  const read = (name: string) => kube.get<Deployment>({ resource: deployments, namespace: systemNamespace, name }).catch(undefinedWhereForbidden);
  const [webhook, runner] = await Promise.all([read('webhook'), read('runner')]);
  if (webhook === undefined) {
    return undefined;
  }
  return { runner: runner !== undefined, drive: runner !== undefined && drivesItself(runner) };
}

function undefinedWhereForbidden(error: unknown): undefined {
  if (!isStatus(error, 403)) {
    throw error;
  }
}
