/** The contract of a shell that we complete in: one member per shell, in `shells/`. */
export interface Shell {
  /** As written after `completion`. */
  readonly name: string;
  /** How a person loads it: the end of the script's first line. */
  readonly usage: string;
  /** What the shell is to read. It asks `kubectl-canary __complete WORD...`, whose last word is being typed. */
  readonly script: string;
}
