import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../time/clock.ts';
import { letOthersRun } from '../let-others-run.ts';
import type { RunningProgram } from '../program.ts';

/** Serves HTTP on loopback for each of these container ports, as a running program. */
export async function listen(listeners: ReadonlyMap<number, RequestListener>, clock: Clock): Promise<RunningProgram> {
  const servers = await Promise.all([...listeners].map(async ([port, listener]) => [port, await HttpServer.start(listener)] as const));
  return {
    ports: new Map(servers.map(([port, server]) => [port, server.port])),
    stop: async (graceMilliseconds) => {
      await Promise.all(servers.map(([, server]) => server.stop(graceMilliseconds, clock)));
    },
  };
}

/** A connection that the system has made for us is cut with the server, unless the server has seen it: that takes a turn, or two. */
const acceptingTurns = 3;

class HttpServer {
  readonly #server: Server;
  readonly #open = new Set<ServerResponse>();
  #isEnding = false;
  #closed: Promise<void> | undefined;

  static async start(listener: RequestListener): Promise<HttpServer> {
    const server = new HttpServer(listener);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  constructor(listener: RequestListener) {
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#open.add(response);
      this.#markLast(response);
      response.on('close', () => this.#afterAnswer(response));
      listener(request, response);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(graceMilliseconds: number, clock: Clock): Promise<void> {
    this.#closed ??= this.#close();
    const cut = () => {
      this.#server.close();
      this.#server.closeAllConnections();
    };
    const callOff = graceMilliseconds > 0 ? clock.after(graceMilliseconds, cut, { unref: true }) : cut;
    if (graceMilliseconds <= 0) {
      cut();
    }
    await this.#closed;
    callOff();
  }

  /** Accepts no more than what is on its way already. */
  async #close(): Promise<void> {
    this.#isEnding = true;
    this.#open.forEach((response) => this.#markLast(response));
    const closed = new Promise<void>((resolve) => this.#server.once('close', resolve));
    await letOthersRun(acceptingTurns);
    this.#server.close();
    await closed;
  }

  /** Tells who waits for an answer that it is the last one on this connection. */
  #markLast(response: ServerResponse): void {
    if (this.#isEnding && !response.headersSent) {
      response.setHeader('Connection', 'close');
    }
  }

  #afterAnswer(response: ServerResponse): void {
    this.#open.delete(response);
    if (this.#isEnding) {
      setImmediate(() => this.#server.closeIdleConnections());
    }
  }
}
