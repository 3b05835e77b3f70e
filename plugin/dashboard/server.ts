/** The dashboard's HTTP service, on loopback: the page, the feed, details, and commands. Every request passes who-may-ask.ts first. */
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, describeFailure } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { explainError } from '../explain-error.ts';
import { carryOut } from './carry-out.ts';
import { readDetails } from './details.ts';
import type { Feed } from './feed.ts';
import { orders } from './orders.ts';
import type { PageFile } from './page-files.ts';
import type { CommandRequest } from './page/shown.ts';
import { securityHeaders } from './security-headers.ts';
import { commandsPath, whoMayAsk } from './who-may-ask.ts';
import type { Keys } from './who-may-ask.ts';

export interface DashboardOptions {
  readonly kube: Kube;
  readonly feed: Feed;
  readonly keys: Keys;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly clock: Clock;
  /** Ends what commands have begun. */
  readonly signal: AbortSignal;
}

/** Makes the service; `listen` starts it, `close` ends all connections at once, and then what commands have begun. */
export function createDashboard(options: DashboardOptions): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 4096, ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } });
  guard(app, options.keys);
  answerErrorsInOneLine(app);
  addPage(app, options);
  addFeed(app, options);
  addDetails(app, options);
  addCommands(app, options);
  return app;
}

function guard(app: FastifyInstance, keys: Keys): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    const answer = whoMayAsk({ method: request.method, url: request.url, headers: request.headers, port: request.socket.localPort ?? 0 }, keys);
    if (answer.kind === 'entrance') {
      return reply.header('set-cookie', answer.cookie).redirect(answer.location, 303);
    }
    return answer.kind === 'refused' ? sendProblem(reply, answer.status, answer.because) : undefined;
  });
}

/** What a person can do something about is an answer; anything else is told as a bug. */
function answerErrorsInOneLine(app: FastifyInstance): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const failure = explainError(error);
    if (failure !== undefined) {
      return sendProblem(reply, statusOf(failure), describeFailure(failure));
    }
    return sendProblem(reply, error.statusCode ?? 500, error.message);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, 404, `there is nothing at ${request.url.slice(0, 200)}`));
}

function statusOf({ outcome }: Failure): number {
  const statuses: Partial<Record<Failure['outcome'], number>> = { notFound: 404, refused: 409, unreachable: 502, usage: 400 };
  return statuses[outcome] ?? 500;
}

function sendProblem(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(text);
}

/** Only the page itself has the key for commands, and only who has the token sees the page. */
function addPage(app: FastifyInstance, { files, keys }: DashboardOptions): void {
  for (const [path, { type, text }] of files) {
    const isPage = path === '/index.html';
    const body = isPage ? text.replace('name="command-key" content=""', `name="command-key" content="${keys.commandKey}"`) : text;
    app.get(`/${keys.place}${isPage ? '/' : path}`, async (_request, reply) => reply.type(type).send(body));
  }
}

function addFeed(app: FastifyInstance, { feed, keys }: DashboardOptions): void {
  app.get(`/${keys.place}/feed`, (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream' });
    const stop = feed.follow((message) => void reply.raw.write(`data: ${JSON.stringify(message)}\n\n`));
    request.raw.once('close', stop);
  });
}

function addDetails(app: FastifyInstance, { feed, kube, clock, keys }: DashboardOptions): void {
  app.get<{ Params: { namespace: string; name: string } }>(`/${keys.place}/canaries/:namespace/:name`, async ({ params: { namespace, name } }) => {
    const canary = feed.canary(namespace, name);
    if (canary === undefined) {
      throw new Failure('notFound', `canary ${name} does not exist in namespace ${namespace}`);
    }
    feed.lookAt(canary);
    return await readDetails(kube, canary, clock.now());
  });
}

const commandSchema = {
  type: 'object', additionalProperties: false, required: ['namespace', 'name', 'verb', 'force'],
  properties: { namespace: { type: 'string', minLength: 1 }, name: { type: 'string', minLength: 1 }, verb: { enum: Object.keys(orders) }, force: { type: 'boolean' } },
};

/** Answered when the command is written down; how it ends is told by the feed. */
function addCommands(app: FastifyInstance, { feed, kube, clock, keys, signal }: DashboardOptions): void {
  const running = new Set<Promise<unknown>>();
  app.addHook('onClose', async () => void (await Promise.all(running)));
  app.post(commandsPath(keys), { schema: { body: commandSchema } }, async (request: FastifyRequest<{ Body: CommandRequest }>, reply) => {
    const { namespace, name } = request.body;
    if (feed.canary(namespace, name) === undefined) {
      throw new Failure('notFound', `canary ${name} does not exist in namespace ${namespace}`);
    }
    const say = (text: string, isFailure = false) => feed.say({ namespace, name, text, isFailure });
    const { accepted, ended } = carryOut(request.body, { kube, clock, signal, say });
    const done = ended.catch(async (error: unknown) => {
      const wasAccepted = await accepted.then(() => true, () => false);
      if (wasAccepted && !signal.aborted) {
        say(describeFailure(explainError(error) ?? error), true);
      }
    }).finally(() => running.delete(done));
    running.add(done);
    return reply.code(202).type('text/plain; charset=utf-8').send(await accepted);
  });
}
