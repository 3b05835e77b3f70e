/** The stories' one door to other programs: they are run to their end, or in the background, and none outlives the suite. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a program said and how it ended. */
export interface Finished {
  /** Exit code; 128 + the number of the signal where one ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process' environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Is told each line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
}

/** A program in the background. */
export interface Background {
  readonly pid: number;
  /** All it has printed so far on both streams, line by line, in the order it came. */
  readonly lines: readonly string[];
  readonly ended: Promise<Finished>;
  /** Ends it, by SIGKILL where not told otherwise, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<Finished>;
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/** Starts a program. What goes wrong at the start (no such file) shows as code 127 and its message on stderr. */
export function start({ command, args, env = {}, input = '', onLine = () => {} }: Program): Background {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  const lines: string[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
    createInterface(child[name]).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
  }
  const { promise: ended, resolve } = Promise.withResolvers<Finished>();
  child.on('error', (error) => resolve({ code: 127, ...said, stderr: error.message }));
  child.on('close', (code, signal) => resolve({ code: code ?? 128 + (signalNumbers[signal ?? 'SIGKILL'] ?? 0), ...said }));
  void ended.then(() => running.delete(child));
  child.stdin.on('error', () => {}); // it may end without having read it all
  child.stdin.end(input);
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a program to its end, for at most so many seconds (then it is killed, and its code is 137). */
export async function run(program: Program, seconds = 120): Promise<Finished> {
  const child = start(program);
  const alarm = setTimeout(() => void child.kill(), seconds * 1000);
  try {
    return await child.ended;
  } finally {
    clearTimeout(alarm);
  }
}
