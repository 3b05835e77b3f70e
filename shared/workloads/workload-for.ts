import * as kinds from './kinds/index.ts';
import type { WorkloadKind } from './workload.ts';

const known: WorkloadKind[] = Object.values(kinds satisfies Record<string, WorkloadKind>);

/** The kinds that a Canary's targetRef may name. */
export const workloadKinds: readonly string[] = known.map(({ kind }) => kind);

/** The workload kind of this name, or undefined; there is no default. */
export function workloadFor(kind: string): WorkloadKind | undefined {
  return known.find((each) => each.kind === kind);
}
