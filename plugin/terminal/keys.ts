import { stderr, stdin } from 'node:process';

/** Whether there is somebody who can press a key. */
export function canAsk(): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/**
 * Shows a question and waits for one of these keys.
 * @returns the key, or undefined where the person pressed Ctrl-C or went away.
 */
export async function askForKey(question: string, keys: readonly string[]): Promise<string | undefined> {
  stderr.write(`${question} `);
  stdin.setRawMode(true);
  stdin.resume();
  try {
    return await nextKey(keys);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function nextKey(keys: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (key: string | undefined) => {
      stdin.off('data', read).off('end', gone);
      resolve(key);
    };
    const gone = () => finish(undefined);
    const read = (data: Buffer) => {
      const key = data.toString('utf8').toLowerCase();
      if (key === '\x03' || key === '\x04') {
        gone();
      } else if (keys.includes(key)) {
        finish(key);
      }
    };
    stdin.on('data', read).on('end', gone);
  });
}

/** Calls back at each key that is pressed, in lower case; Ctrl-C goes on to interrupt the process. Returns how to stop listening. */
export function followKeys(onKey: (key: string) => void): () => void {
  const read = (data: Buffer) => {
    const key = data.toString('utf8').toLowerCase();
    if (key === '\x03' || key === '\x04') {
      process.kill(process.pid, 'SIGINT');
    } else {
      onKey(key);
    }
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', read);
  return () => {
    stdin.off('data', read);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
