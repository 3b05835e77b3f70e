/** What a check sees. Each says what was expected and what is there, in one line. */
export type Severity = 'ok' | 'warning' | 'error';

export interface Sight {
  readonly severity: Severity;
  readonly message: string;
  /** What to do about it, a command where there is one; what is in order needs nothing. */
  readonly next?: string;
  /** The same for a program, where there are numbers. Never anything of a Secret. */
  readonly data?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** A sight with the check that had it, and of what. */
export interface Finding extends Sight {
  /** Stable: scripts and searches go by it. */
  readonly code: string;
  /** `cluster`, or the Canary's `podinfo.test` */
  readonly about: string;
}

/** In order, with what was seen. */
export function ok(message: string, data?: Sight['data']): Sight {
  return { severity: 'ok', message, ...(data === undefined ? {} : { data }) };
}

/** It may do harm, or could not be found out. */
export function warning(message: string, next: string, data?: Sight['data']): Sight {
  return { severity: 'warning', message, next, ...(data === undefined ? {} : { data }) };
}

/** A rollout will not go as asked for. */
export function error(message: string, next: string, data?: Sight['data']): Sight {
  return { severity: 'error', message, next, ...(data === undefined ? {} : { data }) };
}
