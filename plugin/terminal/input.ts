import { text } from 'node:stream/consumers';

/** All that is piped into this process. */
export async function readStdin(): Promise<string> {
  return await text(process.stdin);
}
