/** What a program finds around it, made up. */
import type { Kube } from '../../shared/kube/kube.ts';
import type { Network } from '../../shared/simulator/pods/network.ts';
import type { Container, StartedContainer } from '../../shared/simulator/pods/program.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { ManualClock } from './a-manual-clock.ts';
import { FakeKube } from './fake-kube.ts';

export interface Surroundings {
  readonly pod?: string;
  readonly tag?: string;
  readonly container?: Partial<Container>;
  readonly env?: Record<string, string>;
  readonly kube?: Kube;
  readonly network?: Network;
  readonly clock?: Clock;
}

export interface MadeUpContainer extends StartedContainer {
  readonly lines: string[];
  readonly exits: number[];
}

const nowhere: Network = { service: () => undefined, endpoint: () => undefined, pod: () => undefined, ip: () => undefined };

/** A container of pod `app-1` that remembers what its program says and how it exits. */
export function aStartedContainer({ pod = 'app-1', tag = '6.0.0', container = {}, env = {}, kube = new FakeKube(), network = nowhere, clock = new ManualClock() }: Surroundings = {}): MadeUpContainer {
  const lines: string[] = [];
  const exits: number[] = [];
  return {
    pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace: 'test' } },
    container: { name: 'c', image: 'app', ...container },
    tag, env, kube, network, clock, lines, exits,
    log: (line) => void lines.push(line),
    exited: (code) => void exits.push(code),
  };
}
