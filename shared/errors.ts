/**
 * What may go wrong in a way that a person can do something about. Each failure is one line, says what to do next, and ends the
 * program with its own exit code. The README's table of exit codes is compared with this list by a test.
 */
export const exitCodes = {
  promoted: 0,
  /** As diff, cmp and grep have it: what else goes wrong is more than 1. */
  findings: 1,
  usage: 2,
  rolledBack: 3,
  aborted: 4,
  timedOut: 5,
  refused: 6,
  unreachable: 7,
  notFound: 8,
  internal: 70,
  interrupted: 130,
} as const;

export type Outcome = keyof typeof exitCodes;

/** An expected failure. `message` says expected and got; `next` says what to do. No stack trace is shown for it. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly outcome: Outcome;
  readonly next: string | undefined;

  constructor(outcome: Outcome, message: string, { next, cause }: { next?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.outcome = outcome;
    this.next = next;
  }
}

/** The line a person reads: the message, and what to do next. */
export function describeFailure(error: unknown): string {
  if (error instanceof Failure) {
    return error.next === undefined ? error.message : `${error.message}; ${error.next}`;
  }
  return error instanceof Error ? error.message : String(error);
}
