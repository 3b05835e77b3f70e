/** The load tester: an HTTP service that a Canary's webhooks call. Paths, payloads and answers are those of Flagger's. */
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { GatePayload } from '../../shared/gates/gate.ts';
import { createBackground } from './background.ts';
import { createGateBook } from './gate-book.ts';
import type { GateBook } from './gate-book.ts';
import { parsePayload } from './payload.ts';
import { taskFor, taskTypes } from './task-for.ts';
import { reply } from './task.ts';
import type { Reply, TaskContext } from './task.ts';
import { createMetrics } from './tester-metrics.ts';
import type { TesterMetrics } from './tester-metrics.ts';

export interface LoadtesterOptions {
  /** Ends a task that takes longer. */
  readonly timeoutMs: number;
  /** Whether callers may run shell commands in here. */
  readonly allowExec: boolean;
  /** Canaries of other namespaces are refused. */
  readonly namespaces: RegExp | undefined;
  log(line: string): void;
}

/** Makes the service; `listen` starts it, `close` ends it with all that it has started. */
export function createLoadtester(options: LoadtesterOptions): FastifyInstance {
  const ending = new AbortController();
  const background = createBackground({ signal: ending.signal, timeoutMs: options.timeoutMs, onError: (key, error) => options.log(`${key}: ${error.message}`) });
  const metrics = createMetrics(() => background.running);
  const context: TaskContext = { background, timeoutMs: options.timeoutMs, signal: ending.signal, log: options.log, count: metrics.count };
  const app = fastify({ forceCloseConnections: true });
  app.addHook('preClose', async () => ending.abort());
  acceptAnyContentType(app);
  answerErrorsInOneLine(app);
  addPlainPaths(app, metrics);
  addGates(app, options);
  answer(app, '/', options, (payload) => runTask(payload, { options, context, metrics }));
  return app;
}

/** People call gates with `curl -d`, which says that JSON is a form. */
function acceptAnyContentType(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

function answerErrorsInOneLine(app: FastifyInstance): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, response) => {
    const status = error.statusCode ?? (error instanceof RangeError ? 400 : 500);
    return response.code(status).type('text/plain').send(error.message);
  });
  app.setNotFoundHandler((request, response) => response.code(404).type('text/plain').send(`there is nothing at ${request.url}: see /, /gate/check, /rollback/check, /healthz, /metrics`));
}

function addPlainPaths(app: FastifyInstance, metrics: TesterMetrics): void {
  app.all('/healthz', async () => 'OK');
  app.all('/gate/approve', async () => 'OK');
  app.all('/gate/halt', async (_request, response) => response.code(403).send('Forbidden'));
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics.render();
    return response.type(contentType).send(text);
  });
}

function addGates(app: FastifyInstance, options: LoadtesterOptions): void {
  const book = createGateBook();
  for (const kind of ['gate', 'rollback']) {
    const keyOf = ({ name, namespace }: GatePayload) => `${kind} ${name}.${namespace}`;
    answer(app, `/${kind}/check`, options, (payload) => (book.isOpen(keyOf(payload)) ? reply(200, 'Approved') : reply(403, 'Forbidden')));
    answer(app, `/${kind}/open`, options, (payload) => openGate(book, keyOf(payload)));
    answer(app, `/${kind}/close`, options, (payload) => {
      book.close(keyOf(payload));
      return reply(202, `closed ${keyOf(payload)}`);
    });
  }
}

function openGate(book: GateBook, key: string): Reply {
  return book.open(key) ? reply(202, `opened ${key}`) : reply(507, 'too many gates are open: close some');
}

/** One path whose calls bring a payload, of a namespace that is let in. */
function answer(app: FastifyInstance, path: string, { namespaces }: LoadtesterOptions, handle: (payload: GatePayload) => Reply | Promise<Reply>): void {
  app.all(path, async (request, response) => {
    const payload = parsePayload(request.body);
    const isLetIn = namespaces === undefined || namespaces.test(payload.namespace);
    const { status, text } = isLetIn ? await handle(payload) : reply(403, `canaries of namespace ${payload.namespace} are not let in: see --namespace-regexp`);
    return response.code(status).type('text/plain').send(text);
  });
}

async function runTask(payload: GatePayload, { options, context, metrics }: { options: LoadtesterOptions; context: TaskContext; metrics: TesterMetrics }): Promise<Reply> {
  if (Object.keys(payload.metadata).length === 0) {
    return reply(400, 'metadata not found in payload');
  }
  const task = taskFor(payload.metadata);
  if (task === undefined) {
    return reply(400, `metadata.type is ${payload.metadata['type']}: expected ${taskTypes.join(', ')}`);
  }
  const result = task.runsShell && !options.allowExec
    ? reply(403, `type ${task.type} runs a command of the caller's: start the load tester with --allow-exec, or use type http`)
    : await task.run(payload, context);
  metrics.task(task.type, result.status);
  return result;
}
