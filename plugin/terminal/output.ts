import type { Output } from '../commands/command.ts';

/** The process's own stdout and stderr. */
export function processOutput(env: NodeJS.ProcessEnv = process.env): Output {
  endWithReader();
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    isTerminal: isLookedAt(process.stdout.isTTY === true, env),
    width: process.stdout.columns ?? Infinity,
  };
}

/** Whether a person looks at this terminal: CI systems have terminals, and dumb ones cannot be drawn on. */
export function isLookedAt(isTTY: boolean, env: NodeJS.ProcessEnv): boolean {
  const inCI = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false' && env['CI'] !== '0';
  return isTTY && !inCI && env['TERM'] !== 'dumb';
}

/** `kubectl canary list | head -1` closes the pipe: nothing is left to say, and that is no error. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.exit(0);
    }
    throw error;
  });
}
