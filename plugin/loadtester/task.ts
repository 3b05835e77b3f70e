/**
 * The contract of a load tester's task: one member per `metadata.type` of a webhook, in `tasks/`. A task either answers when it is done
 * (an acceptance test) or is only started (a load).
 */
import type { GatePayload } from '../../shared/gates/gate.ts';
import type { Background } from './background.ts';

/** An answer: its HTTP status and its text. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

export interface TaskContext {
  readonly background: Background;
  /** Ends a task that takes longer. */
  readonly timeoutMs: number;
  /** Fires when the load tester ends. */
  readonly signal: AbortSignal;
  log(line: string): void;
  /** One request of a load was answered, or was not. */
  count(payload: GatePayload, code: string): void;
}

export interface Task {
  /** As written in `metadata.type`. */
  readonly type: string;
  /** True where it runs what the caller says in a shell: refused unless the load tester was started so. */
  readonly runsShell: boolean;
  /** Throws RangeError where the payload is not what it needs: that is answered with 400. */
  run(payload: GatePayload, context: TaskContext): Promise<Reply>;
}

export const reply = (status: number, text: string): Reply => ({ status, text });
