import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pause } from '../../../time/pause.ts';
import { ErrorRhythm } from './error-rhythm.ts';
import { Counter, Histogram, metricsContentType, metricsText } from './metrics-text.ts';
import type { Behaviour, Fault } from './podinfo-behaviour.ts';

export interface PodinfoSetting {
  /** The pod's name. */
  readonly hostname: string;
  readonly behaviour: Behaviour;
  /** What is to go wrong in addition, just now. */
  fault(): Fault;
  /** Ends the program. */
  exit(code: number): void;
}

interface Answer {
  readonly status: number;
  /** Shown as JSON; a string is as it is. */
  readonly body?: unknown;
  readonly afterMs?: number;
}

type Route = (request: IncomingMessage, rest: string) => Answer | Promise<Answer>;

/** Prometheus' default buckets, as the real one has them. */
const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const panicCode = 255;

/** What one pod of the demo app answers, counts and remembers. */
export class PodinfoServer {
  readonly #setting: PodinfoSetting;
  readonly #requests = new Counter({ name: 'http_requests_total', help: 'The total number of HTTP requests.' });
  readonly #durations = new Histogram({ name: 'http_request_duration_seconds', help: 'Seconds spent serving HTTP requests.' }, durationBounds);
  readonly #errors = new ErrorRhythm();
  #isReady: boolean;

  constructor(setting: PodinfoSetting) {
    this.#setting = setting;
    this.#isReady = !setting.behaviour.neverReady;
  }

  readonly listener: RequestListener = (request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begin = performance.now();
    const [path = '/'] = (request.url ?? '/').split('?');
    const [, first = '', ...rest] = path.split('/');
    if (first === 'metrics') {
      response.writeHead(200, { 'Content-Type': metricsContentType }).end(metricsText([this.#durations, this.#requests]));
      return;
    }
    const route = this.#routes[first];
    if (route === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404 page not found\n');
      return;
    }
    const answer = await route(request, rest.join('/'));
    await delay(answer.afterMs ?? 0, response);
    send(response, answer);
    this.#count({ method: request.method ?? 'GET', path: first === '' ? 'root' : first, status: answer.status }, (performance.now() - begin) / 1000);
  }

  readonly #routes: Record<string, Route | undefined> = {
    '': () => this.#frontPage(),
    'version': () => ({ status: 200, body: { commit: 'unknown', version: this.#setting.behaviour.version } }),
    'healthz': () => ({ status: 200, body: { status: 'OK' } }),
    'readyz': (request, rest) => this.#readiness(request, rest),
    'status': (_request, rest) => statusAnswer(Number(rest)),
    'delay': (_request, rest) => ({ status: 200, body: { delay: Number(rest) }, afterMs: Number(rest) * 1000 }),
    'echo': async (request) => ({ status: 202, body: await textOf(request) }),
    'headers': (request) => ({ status: 200, body: request.headers }),
    'panic': () => {
      this.#setting.exit(panicCode);
      return { status: 500 };
    },
  };

  #frontPage(): Answer {
    const { behaviour: { version, color, errorRate, latencyMs }, hostname, fault } = this.#setting;
    const added = fault();
    const afterMs = latencyMs + (added.latencyMs ?? 0);
    if (this.#errors.next(Math.min(1, errorRate + (added.errorRate ?? 0)))) {
      return { status: 500, body: { hostname, version, code: 500, message: `podinfo v${version} has a fault` }, afterMs };
    }
    return { status: 200, body: { hostname, version, color, message: `greetings from podinfo v${version}` }, afterMs };
  }

  /** GET asks; POST of `readyz/disable` or `readyz/enable` changes it. */
  #readiness({ method }: IncomingMessage, rest: string): Answer {
    if (method === 'POST' && (rest === 'disable' || rest === 'enable')) {
      this.#isReady = rest === 'enable' && !this.#setting.behaviour.neverReady;
      return { status: 202 };
    }
    return this.#isReady ? { status: 200, body: { status: 'OK' } } : { status: 503 };
  }

  #count(labels: { method: string; path: string; status: number }, seconds: number): void {
    this.#durations.observe(labels, seconds);
    this.#requests.add({ status: labels.status });
  }
}

/** Waits so long, or until nobody waits for the answer any more. */
async function delay(milliseconds: number, response: ServerResponse): Promise<void> {
  if (milliseconds > 0) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await pause(milliseconds, gone.signal);
  }
}

function statusAnswer(status: number): Answer {
  return status >= 200 && status <= 599 ? { status, body: { status } } : { status: 400, body: { code: 400, message: 'a status is a number from 200 to 599' } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, text === undefined ? {} : { 'Content-Type': type }).end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
  }
  return text;
}
