import { hostname } from 'node:os';
import { whoAmI } from '../shared/engine/commands.ts';
import type { Kube } from '../shared/kube/kube.ts';

/** This process, as a driver of canaries. */
export interface ThisDriver {
  /** Names it in Leases and in `status.driver`; no two processes share one. */
  readonly identity: string;
  /** The user name that the API server knows it by. */
  readonly user: string;
  readonly host: 'operator' | 'cluster';
}

/** Asks the API server who we are. @throws Unreachable, or Failure where the credentials are not accepted. */
export async function thisDriver(kube: Kube): Promise<ThisDriver> {
  const user = await whoAmI(kube);
  return { user, identity: `${user}@${hostname()}-${process.pid}`, host: kube.inCluster ? 'cluster' : 'operator' };
}
