/** Runs a command line; the only place that starts processes. */
import { spawn } from 'node:child_process';

export interface ShellResult {
  readonly ok: boolean;
  /** Why it is not ok, in a few words. */
  readonly problem: string;
  /** The end of what it wrote, stdout and stderr together. */
  readonly output: string;
}

export interface ShellOptions {
  readonly shell: 'sh' | 'bash';
  /** Ends it, with all that it started. */
  readonly signal: AbortSignal;
}

const longestOutput = 64 * 1024;
const killAfterMs = 5000;

/** Runs it to its end; what it does wrong is a result, not an exception. */
export function runShell(command: string, { shell, signal }: ShellOptions): Promise<ShellResult> {
  if (signal.aborted) {
    return Promise.resolve({ ok: false, problem: 'it was not started, as the load tester ends', output: '' });
  }
  // A group of its own, so that what the command starts ends with it.
  const child = spawn(shell, ['-c', command], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-longestOutput);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const stop = () => endGroup(child.pid);
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const finish = (ok: boolean, problem: string) => {
      signal.removeEventListener('abort', stop);
      resolve({ ok, problem, output: output.trim() });
    };
    child.on('error', (error: NodeJS.ErrnoException) => finish(false, error.code === 'ENOENT' ? `there is no ${shell} here` : error.message));
    child.on('close', (code, endedBy) => finish(code === 0, endedBy === null ? `exit status ${code}` : `ended by ${endedBy}`));
  });
}

/** Asks the group to end, and makes it end when it does not. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  sendSignal(pid, 'SIGTERM');
  setTimeout(() => sendSignal(pid, 'SIGKILL'), killAfterMs).unref();
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
