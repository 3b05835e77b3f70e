/** The webhook over HTTPS: POST /mutate and /validate for the API server, GET /healthz, /readyz and /metrics for who runs it. */
import type https from 'node:https';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../shared/time/clock.ts';
import { BadReview, parseReview, reviewKind } from './admission/review.ts';
import type { Review } from './admission/review.ts';
import { renderReview } from './admission/response.ts';
import { answerReview } from './answer-review.ts';
import type { KeyPair } from './certificates/issue.ts';
import type { Handler, ReviewPath, Sight } from './handlers/handler.ts';
import type { WebhookMetrics } from './webhook-metrics.ts';

export interface ServerOptions {
  /** Served until there is a better one. */
  readonly certificate: KeyPair;
  readonly sight: Sight;
  readonly metrics: WebhookMetrics;
  readonly clock: Clock;
  handlerFor(path: ReviewPath, review: Review): Handler | undefined;
  /** What is missing before reviews can be answered as they should; empty where nothing is. */
  notReady(): readonly string[];
  /** Whether clients are to look for another replica. */
  isStopping(): boolean;
  log(line: string): void;
}

type App = FastifyInstance<https.Server>;

export interface WebhookServer {
  /** Begins to answer. @returns the port. */
  listen(port: number, host: string): Promise<number>;
  /** From the next connection on; those that are open go on as they are. */
  serve(certificate: KeyPair): void;
  /** Ends when all that has come is answered and done. */
  close(): Promise<void>;
}

/** A review has the object twice, and the API server takes none over 3 MiB. */
export const longestReviewBytes = 8 * 1024 * 1024;
/** The API server drops idle connections after 90 s. Were we first, a review might be on its way just then, and fail. */
const keepAliveMs = 120_000;
/** For a whole request to come in: a client that stops half-way is not waited for. */
const receiveMs = 10_000;
const paths: readonly ReviewPath[] = ['/mutate', '/validate'];

/** Makes the server. */
export function createServer(options: ServerOptions): WebhookServer {
  const { certificate: cert, key } = options.certificate;
  const app: App = fastify({
    https: { cert, key, connectionsCheckingInterval: 1000 },
    bodyLimit: longestReviewBytes,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: receiveMs,
    return503OnClosing: false,
  });
  takeJsonAsText(app);
  answerErrorsInOneLine(app, options);
  sendClientsOn(app, options);
  addPlainPaths(app, options);
  addReviews(app, options);
  return {
    async listen(port, host) {
      await app.listen({ port, host });
      return (app.server.address() as AddressInfo).port;
    },
    serve: (pair) => app.server.setSecureContext({ cert: pair.certificate, key: pair.key }),
    close: () => app.close(),
  };
}

/** Parsed at the door (admission/review.ts), where it can be said what is wrong with it. */
function takeJsonAsText(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

function answerErrorsInOneLine(app: App, { metrics }: ServerOptions): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const path = paths.find((each) => each === request.url);
    if (path !== undefined) {
      metrics.reviewed(path, 'refused', reply.elapsedTime / 1000);
    }
    return refuse(reply, statusOf(error), explain(error, request.headers['content-type']));
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, `there is no ${request.method} ${request.url}: expected POST of an ${reviewKind} to ${paths.join(' or ')}, or GET of /healthz, /readyz or /metrics`));
}

function statusOf(error: FastifyError): number {
  return error instanceof BadReview ? 400 : error.statusCode ?? 500;
}

function explain({ code, message }: FastifyError, contentType: string | undefined): string {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `the review is too long: expected no more than ${longestReviewBytes} bytes`;
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return `Content-Type: expected application/json, got ${contentType ?? 'nothing'}`;
    default:
      return message;
  }
}

function refuse(reply: FastifyReply<any, any, any>, status: number, error: string) {
  return reply.code(status).send({ error });
}

function sendClientsOn(app: App, { isStopping }: ServerOptions): void {
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping()) {
      reply.header('connection', 'close');
    }
  });
}

function addPlainPaths(app: App, { metrics, notReady }: ServerOptions): void {
  app.get('/healthz', async () => 'ok');
  app.get('/readyz', async (_request, reply) => {
    const missing = notReady();
    return missing.length === 0 ? 'ok' : reply.code(503).send(`not ready: ${missing.join(', ')}`);
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
}

function addReviews(app: App, options: ServerOptions): void {
  const { handlerFor, metrics } = options;
  const after = afterwards(app, options);
  for (const path of paths) {
    app.post(path, async ({ body }, reply) => {
      const review = parseReview(typeof body === 'string' ? body : '');
      const handler = handlerFor(path, review);
      const { response, verdict, afterwards: task } = await answerReview(review, { ...options, handler });
      metrics.reviewed(path, verdict, reply.elapsedTime / 1000);
      if (!review.dryRun && handler !== undefined) {
        metrics.decided(handler.name, verdict);
        after.run(reply, task);
      }
      return renderReview(review.uid, response);
    });
  }
}

/** Runs what is to be done once an answer has been sent; nobody waits for it but the end of the server. */
function afterwards(app: App, { log }: ServerOptions) {
  const pending = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.all(pending);
  });
  return {
    run(reply: FastifyReply<any, any, any>, task: (() => Promise<void>) | undefined): void {
      if (task === undefined) {
        return;
      }
      reply.raw.once('finish', () => {
        const done: Promise<void> = task().catch((error: Error) => log(`told nobody: ${error.message}`)).finally(() => pending.delete(done));
        pending.add(done);
      });
    },
  };
}
