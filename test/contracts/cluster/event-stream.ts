import type { HttpResponse } from '../../../shared/kube/kube.ts';
import type { Wire } from '../../../shared/kube/wire.ts';
import type { Json } from './answer.ts';

/** A line of a watch, as it came. */
export interface StreamedEvent {
  readonly type: string;
  readonly object: Json;
}

const defaultSeconds = 30;

/** A watch that is open: its lines, and what is yet to come. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  /** Whether the server has ended it, or we have. */
  readonly ended: Promise<void>;
  readonly #closing: AbortController;
  readonly #listeners = new Set<() => void>();

  /** Opens it. @throws Error with the answer where it is not 200. */
  static async open(wire: Wire, path: string, query: Record<string, string | number | boolean | undefined>): Promise<EventStream> {
    const closing = new AbortController();
    const answer = await wire.stream(path, { query: { watch: true, ...query }, signal: closing.signal, timeoutMs: 0 });
    if ('failed' in answer) {
      throw new WatchRefused(answer.failed);
    }
    return new EventStream(answer.lines, closing);
  }

  private constructor(lines: AsyncIterable<string>, closing: AbortController) {
    this.#closing = closing;
    this.ended = this.#read(lines);
  }

  /** The first event, from the beginning on, that is as wanted. @throws Error with all there was, where none comes in time. */
  async until(description: string, predicate: (event: StreamedEvent) => boolean, seconds = defaultSeconds): Promise<StreamedEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<StreamedEvent>();
    const look = () => {
      const found = this.events.find(predicate);
      if (found !== undefined) {
        resolve(found);
      }
    };
    const giveUp = (why: string) => reject(new Error(`${why}: ${description}; the last of ${this.events.length} events was ${JSON.stringify(this.events.at(-1))?.slice(0, 3000)}`));
    const alarm = setTimeout(() => giveUp(`waited ${seconds} s in vain`), seconds * 1000);
    this.#listeners.add(look);
    look();
    void this.ended.then(() => giveUp('the watch ended'));
    return promise.finally(() => {
      clearTimeout(alarm);
      this.#listeners.delete(look);
    });
  }

  /** So many events from the beginning on. */
  async first(count: number): Promise<StreamedEvent[]> {
    await this.until(`${count} events`, () => this.events.length >= count);
    return this.events.slice(0, count);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #read(lines: AsyncIterable<string>): Promise<void> {
    try {
      for await (const line of lines) {
        this.events.push(JSON.parse(line) as StreamedEvent);
        this.#listeners.forEach((listener) => listener());
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) {
        throw error;
      }
    }
  }
}

/** The answer to a watch that was not opened. */
export class WatchRefused extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super(`the watch was refused with ${response.status}: ${response.text}`);
    this.response = response;
  }
}
