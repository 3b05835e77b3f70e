/** Users of an app: a steady stream of requests, in real time, and what becomes of each. */
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface LoadOptions {
  /** Where the requests go, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Host header: which app is meant. */
  readonly host: string;
  readonly requestsPerSecond: number;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends it; what is on its way then is not answered for any more. */
  readonly signal: AbortSignal;
  onAnswer(answer: LoadAnswer): void;
}

export interface LoadAnswer {
  /** When it was sent. */
  readonly at: Date;
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** What the demo app says of itself. */
  readonly version: string | undefined;
  readonly milliseconds: number;
}

/** So many requests are open at most: users who would wait longer stay away. */
const mostInFlight = 128;
const answerMs = 10_000;
const tickMs = 20;

/** Sends until the signal. */
export function startLoad(options: LoadOptions): void {
  const { requestsPerSecond, signal } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: mostInFlight });
  const begin = performance.now();
  let sent = 0;
  let inFlight = 0;
  const send = async () => {
    inFlight += 1;
    const answer = await ask(options, agent);
    inFlight -= 1;
    if (!signal.aborted) {
      options.onAnswer(answer);
    }
  };
  // As many as are due by the clock: a timer that comes late does not lower the rate.
  const sendDue = () => {
    for (const due = Math.floor(((performance.now() - begin) / 1000) * requestsPerSecond); sent < due; sent += 1) {
      if (inFlight < mostInFlight) {
        void send();
      }
    }
  };
  const timer = setInterval(sendDue, tickMs);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    agent.destroy();
  }, { once: true });
}

async function ask({ url, host, path = '/', headers }: LoadOptions, agent: Agent): Promise<LoadAnswer> {
  const at = new Date();
  const begin = performance.now();
  const got = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(new URL(path, url), { agent, headers: { ...headers, host }, timeout: answerMs }, resolve);
    sent.on('timeout', () => sent.destroy()).on('error', reject).end();
  }).then(read, () => ({ status: 0, version: undefined }));
  return { at, ...got, milliseconds: performance.now() - begin };
}

async function read(answer: IncomingMessage): Promise<Pick<LoadAnswer, 'status' | 'version'>> {
  let text = '';
  try {
    for await (const chunk of answer.setEncoding('utf8')) {
      text += chunk;
    }
  } catch {
    return { status: 0, version: undefined }; // cut off half-way
  }
  return { status: answer.statusCode ?? 0, version: versionIn(text) };
}

function versionIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { version?: string } | null)?.version;
  } catch {
    return undefined; // not the demo app's page
  }
}
