import type { Flags, Invocation, Output } from '../../plugin/commands/command.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { realTime } from '../../shared/time/clock.ts';
import type { FakeKube } from './fake-kube.ts';

/** What a command said. */
export interface Said {
  readonly printed: string[];
  readonly told: string[];
}

/** One call of a command by jane, against a cluster in memory; what it says is kept. */
export function anInvocation<A extends object>(kube: FakeKube, args: A, { clock = realTime, signal = new AbortController().signal, allNamespaces = false }: { clock?: Clock; signal?: AbortSignal; allNamespaces?: boolean } = {}) {
  const said: Said = { printed: [], told: [] };
  const output: Output = { print: (line) => said.printed.push(line), tell: (line) => said.told.push(line), isTerminal: false, width: Infinity };
  letJaneIn(kube);
  const invocation = { args: { _: [], $0: 'kubectl canary', ...args }, output, signal, clock, namespace: undefined, allNamespaces, verbose: false, connect: async () => kube };
  return { ...said, invocation: invocation as typeof invocation & Pick<Invocation<Flags, Flags>, 'output'> };
}

/** Answers who we are, and leaves all other requests as they were. */
function letJaneIn(kube: FakeKube): void {
  const before = kube.onRequest;
  kube.onRequest = (path, request) => path.endsWith('/selfsubjectreviews')
    ? { status: 201, headers: {}, text: JSON.stringify({ status: { userInfo: { username: 'jane' } } }) }
    : before(path, request);
}
