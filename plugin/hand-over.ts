/** A driver that ends on purpose leaves no rollout alone without saying so: another goes on, or a person chooses, or traffic goes back. */
import { sendCommand } from '../shared/engine/commands.ts';
import { drive } from '../shared/engine/drive.ts';
import type { DriveResult } from '../shared/engine/drive.ts';
import { leaseName } from '../shared/engine/lease.ts';
import type { Lease } from '../shared/engine/lease.ts';
import { isRunnerAlive } from '../shared/engine/runner-heartbeat.ts';
import type { Kube } from '../shared/kube/kube.ts';
import { leases } from '../shared/kube/resources.ts';
import type { Clock } from '../shared/time/clock.ts';
import type { Output } from './commands/command.ts';
import type { ThisDriver } from './driver.ts';
import type { CanaryView } from './view/canary-view.ts';

export interface HandOver {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly driver: ThisDriver;
  readonly output: Output;
  readonly clock: Clock;
  /** The last that was seen; undefined where nothing was. */
  readonly view: CanaryView | undefined;
  /** Asks a person; undefined where there is none to ask. */
  readonly ask: ((question: string, keys: readonly string[]) => Promise<string | undefined>) | undefined;
}

/** What becomes of the rollout now that this process stops driving it. Called after the lease was given back. */
export async function handOver(rollout: HandOver): Promise<DriveResult> {
  const { kube, namespace, name, output, clock, view, ask } = rollout;
  const stopped: DriveResult = { outcome: 'stopped', because: view?.because ?? 'stopped' };
  if (view?.isUnderWay !== true) {
    return stopped;
  }
  const other = await whoDrives(rollout);
  if (other !== undefined || (await isRunnerAlive(kube, clock.now()))) {
    output.tell(`${other ?? 'the runner in the cluster'} goes on with ${name}.${namespace}`);
    return stopped;
  }
  const key = ask === undefined ? 'r' : await ask(`Nobody else drives ${name}.${namespace}, at weight ${view.weight}. Return all traffic to the stable pods (r), or leave it as it is until the next "watch" (l)?`, ['r', 'l']);
  if (key !== 'r') {
    output.tell(`${name}.${namespace} stays at weight ${view.weight}: nobody checks it until it is watched again`);
    return stopped;
  }
  return await returnTraffic(rollout);
}

/** Who holds the Canary's Lease; undefined where nobody does, or it ran out. One that may not be read counts as not held. */
async function whoDrives({ kube, namespace, name, clock }: HandOver): Promise<string | undefined> {
  const lease = await kube.get<Lease>({ resource: leases, namespace, name: leaseName(name) }).catch(() => undefined);
  const { holderIdentity = '', renewTime = '', leaseDurationSeconds = 0 } = lease?.spec ?? {};
  return holderIdentity !== '' && Date.parse(renewTime) + leaseDurationSeconds * 1000 > clock.now().getTime() ? holderIdentity : undefined;
}

/** Aborts the rollout, and carries that out. A second Ctrl-C ends the process meanwhile. */
async function returnTraffic({ kube, namespace, name, driver, output, clock }: HandOver): Promise<DriveResult> {
  output.tell(`returning all traffic of ${name}.${namespace} to the stable pods; Ctrl-C leaves it as it is`);
  await sendCommand({ kube, namespace, name, verb: 'abort', user: driver.user, template: undefined, now: () => clock.now() });
  return await drive({ kube, namespace, name, ...driver, clock, begin: false, idle: 'end', signal: new AbortController().signal });
}
