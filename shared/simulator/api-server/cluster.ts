import type { Clock } from '../../time/clock.ts';
import type { Admission } from '../admission/attributes.ts';
import type { Network } from '../pods/network.ts';
import type { Definitions } from '../schema/definition.ts';
import type { Store } from '../storage/store.ts';
import type { Account } from './authenticate.ts';
import type { Faults } from './faults.ts';

/** All that answering a request may need. */
export interface Cluster {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly admission: Admission;
  readonly clock: Clock;
  readonly network: Network;
  readonly faults: Faults;
  /** Grows by the tokens of service accounts. */
  readonly accounts: Account[];
  /** What a container has said so far, and what it says from now on until the signal. */
  readonly logs: ContainerLogs;
}

export interface ContainerLogs {
  /** Undefined where no such container has run. */
  lines(container: { namespace: string; pod: string; container: string }): readonly string[] | undefined;
  follow(container: { namespace: string; pod: string; container: string }, signal: AbortSignal): AsyncIterable<string>;
}

/** The time as objects carry it. */
export function timestamp(clock: Clock): string {
  return clock.now().toISOString().replace(/\.\d+Z$/, 'Z');
}
