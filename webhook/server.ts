/** The webhook over HTTPS: POST /mutate and /validate for the API server, GET /healthz, /readyz and /metrics for who runs it. */
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../shared/time/clock.ts';
import { BadReview, parseReview } from './admission/review.ts';
import { renderReview } from './admission/response.ts';
import { answerReview } from './answer-review.ts';
import type { KeyPair } from './certificates/issue.ts';
import { handlerFor } from './handlers/handler-for.ts';
import type { Answer, Handler, ReviewPath, Sight } from './handlers/handler.ts';
import type { Review } from './admission/review.ts';
import type { WebhookMetrics } from './webhook-metrics.ts';

export interface ServerOptions {
  /** Served until there is a better one. */
  readonly certificate: KeyPair;
  readonly sight: Sight;
  readonly metrics: WebhookMetrics;
  readonly clock: Clock;
  /** What is missing before reviews can be answered; empty when nothing is. */
  notReady(): readonly string[];
  log(line: string): void;
  /** Who answers a review; the real ones unless a test says otherwise. */
  readonly handlerFor?: (path: ReviewPath, review: Review) => Handler | undefined;
}

export interface WebhookServer {
  readonly app: FastifyInstance;
  /** From the next connection on; those that are open go on as they are. */
  serve(certificate: KeyPair): void;
}

/** A review has the object twice, and the API server takes none over 3 MiB. */
export const longestReviewBytes = 8 * 1024 * 1024;
/** The API server drops idle connections after 90 s. Were we first, a review might be on its way just then, and fail. */
const keepAliveMs = 120_000;
/** For a whole request to come in: a client that stops half-way is not waited for. */
const receiveMs = 10_000;

/** Makes the server; `app.listen` starts it, `app.close` ends it when all reviews that have come are answered. */
export function createServer(options: ServerOptions): WebhookServer {
  const { certificate, key } = options.certificate;
  const app = fastify({
    https: { cert: certificate, key, connectionsCheckingInterval: 1000 },
    bodyLimit: longestReviewBytes,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: receiveMs,
  });
  takeJsonAsText(app);
  answerErrorsInOneLine(app, options);
  addPlainPaths(app, options);
  addReviews(app, '/mutate', options);
  addReviews(app, '/validate', options);
  const { server } = app as unknown as { server: import('node:https').Server };
  return { app: app as unknown as FastifyInstance, serve: (pair) => server.setSecureContext({ cert: pair.certificate, key: pair.key }) };
}
