/** A steady stream of requests, as the users of an app send them, and a record of every answer. */
import { Agent, type IncomingMessage, request } from 'node:http';

export interface LoadOptions {
  /** Where the requests go, e.g. `http://10.96.3.4`. */
  readonly url: string;
  /** Host header: which app is meant. */
  readonly host: string;
  readonly path?: string;
  readonly requestsPerSecond?: number;
  /** It stops by itself after so long. */
  readonly seconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request and what became of it. */
export interface Answer {
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
  readonly milliseconds: number;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** What podinfo says of itself in its answer to `GET /`. */
  readonly version: string | undefined;
  readonly hostname: string | undefined;
  /** Why no answer came. */
  readonly error: string | undefined;
}

const answerSeconds = 10;

/** Sends from the moment it is made until it is stopped or its time is over. */
export class Load {
  /** In the order in which they were complete. */
  readonly answers: Answer[] = [];
  /** Fulfilled when all requests are answered after the end. */
  readonly ended: Promise<void>;
  readonly #options: Required<LoadOptions>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #resolveEnded: () => void;
  #sent = 0;
  #stopped = false;

  constructor({ url, host, path = '/', requestsPerSecond = 80, seconds = 600, headers = {} }: LoadOptions) {
    this.#options = { url, host, path, requestsPerSecond, seconds, headers };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    this.#timer = setInterval(() => this.#sendDue(), Math.min(25, 1000 / requestsPerSecond));
  }

  /** Sends no more; fulfilled when all that was sent is answered or given up. */
  async stop(): Promise<void> {
    if (!this.#stopped) {
      this.#stopped = true;
      clearInterval(this.#timer);
      this.#endWhenAnswered();
    }
    await this.ended;
  }

  /** Answers to requests sent in this time (epoch milliseconds). */
  between(from = 0, to = Infinity): Answer[] {
    return this.answers.filter(({ at }) => at >= from && at < to);
  }

  /** Requests that a user would complain about: no answer, or one that is no success. */
  failures(from?: number, to?: number): Answer[] {
    return this.between(from, to).filter(({ status }) => status === undefined || status < 200 || status > 299);
  }

  /** Which fraction of the successful answers (0 to 1) each version gave. Empty where there was none. */
  shares(from?: number, to?: number): Record<string, number> {
    const versions = this.between(from, to).flatMap(({ version }) => version ?? []);
    const counts = new Map<string, number>();
    for (const version of versions) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].map(([version, count]) => [version, count / versions.length]));
  }

  /** As many as are due by the clock: a timer that came late does not lower the rate. */
  #sendDue(): void {
    const { requestsPerSecond, seconds } = this.#options;
    const elapsedSeconds = (performance.now() - this.#startedAt) / 1000;
    const due = Math.floor(Math.min(elapsedSeconds, seconds) * requestsPerSecond);
    for (; this.#sent < due; this.#sent += 1) {
      void this.#send();
    }
    if (elapsedSeconds >= seconds) {
      void this.stop();
    }
  }

  async #send(): Promise<void> {
    const at = Date.now();
    const before = performance.now();
    const got = await this.#ask().catch((error: Error) => ({ error: error.message || String(error) }));
    this.answers.push({ at, milliseconds: performance.now() - before, status: undefined, version: undefined, hostname: undefined, error: undefined, ...got });
    if (this.#stopped) {
      this.#endWhenAnswered();
    }
  }

  async #ask(): Promise<Partial<Answer>> {
    const { url, host, path, headers } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const signal = AbortSignal.timeout(answerSeconds * 1000);
    request(new URL(path, url), { agent: this.#agent, headers: { ...headers, host }, signal }, resolve).on('error', reject).end();
    const answer = await promise;
    return { status: answer.statusCode, ...whoAnswered(await textOf(answer)) };
  }

  #endWhenAnswered(): void {
    if (this.answers.length === this.#sent) {
      this.#agent.destroy();
      this.#resolveEnded();
    }
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk;
  }
  return text;
}

function whoAnswered(body: string): Pick<Answer, 'version' | 'hostname'> {
  try {
    const { version, hostname } = JSON.parse(body) as Partial<Answer>;
    return { version, hostname };
  } catch {
    return { version: undefined, hostname: undefined }; // not podinfo's front page
  }
}
