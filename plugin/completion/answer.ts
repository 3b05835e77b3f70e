/** Answers a shell that asks what could be typed next. */
import * as commands from '../commands/index.ts';
import type { CommandEntry } from '../commands/command.ts';
import { connectionFlags } from '../connection.ts';
import { answerLines } from './answer-lines.ts';
import { complete } from './complete.ts';
import type { Candidate } from './complete.ts';
import { liveWords } from './live-words.ts';

/** A person waits with a finger on the key: what is not known when this process is so old is not proposed. */
const patienceMs = 800;

/** The lines for these words, the last of which is being typed. Silent about what cannot be read. */
export async function answer(typed: readonly string[]): Promise<string[]> {
  const entries: CommandEntry[] = Object.values(commands);
  const leftMs = Math.round(Math.max(100, patienceMs - performance.now()));
  const proposal = await complete(typed, { entries, flags: connectionFlags, live: (words, values) => inTime(liveWords(words, values, leftMs), leftMs) });
  return answerLines(proposal);
}

async function inTime(reading: Promise<readonly Candidate[]>, leftMs: number): Promise<readonly Candidate[]> {
  const { promise: late, resolve } = Promise.withResolvers<readonly Candidate[]>();
  const timer = setTimeout(() => resolve([]), leftMs);
  try {
    return await Promise.race([reading.catch(() => []), late]);
  } finally {
    clearTimeout(timer);
  }
}
