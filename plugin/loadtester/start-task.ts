import type { GatePayload } from '../../shared/gates/gate.ts';
import { reply } from './task.ts';
import type { Reply, TaskContext } from './task.ts';

/** Starts a task of this canary and answers at once; `what` tells it from the canary's other tasks. */
export function startTask({ name, namespace }: GatePayload, { background }: TaskContext, { what, run }: { what: string; run: (signal: AbortSignal) => Promise<void> }): Reply {
  const title = `${name}.${namespace}: ${what}`;
  switch (background.start(title, run)) {
    case 'started':
      return reply(202, `started ${title}`);
    case 'running':
      return reply(202, `running already ${title}`);
    case 'full':
      return reply(429, `${background.running} tasks are running: try again when one has ended`);
  }
}
