/** A real admission webhook over HTTPS, that answers as a test says and remembers what it was asked. */
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issueAuthority, issueServing } from '../../../webhook/certificates/issue.ts';
import type { Json } from './answer.ts';

/** What comes back to the API server: the response of the review without its uid, a text that is sent as it is, or nothing at all, ever. */
export type Verdict = Json | string | undefined;

export interface Webhook extends AsyncDisposable {
  /** What the configuration of a webhook says, for the answers under this name. */
  clientConfig(name: string): { url: string; caBundle: string };
  /** The same, but nobody listens there. */
  readonly closed: { url: string; caBundle: string };
  /** Each request that came in under this name. */
  asked(name: string): Json[];
}

/** Starts it on this address. `answers` has what is said under each name, given the request of the review. */
export async function aWebhook(host: string, answers: Record<string, (request: Json) => Verdict>): Promise<Webhook> {
  const now = new Date();
  const authority = await issueAuthority(now);
  const { certificate, key } = await issueServing({ authority, hosts: [host], now });
  const caBundle = Buffer.from(authority.certificate).toString('base64');
  const received: { name: string; request: Json }[] = [];
  const server = https.createServer({ cert: certificate, key }, async (incoming, outgoing) => {
    const name = new URL(incoming.url ?? '', 'https://webhook.invalid').pathname.slice(1);
    const review = JSON.parse(await textOf(incoming));
    received.push({ name, request: review.request });
    const verdict = answers[name]?.(review.request);
    if (verdict !== undefined) {
      outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(typeof verdict === 'string' ? verdict : JSON.stringify(reviewed(review, verdict)));
    }
  });
  const port = await listen(server, host);
  return {
    clientConfig: (name) => ({ url: `https://${host}:${port}/${name}`, caBundle }),
    closed: { url: `https://${host}:${await aClosedPort(host)}/`, caBundle },
    asked: (name) => received.filter((each) => each.name === name).map(({ request }) => request),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets the request pass, changed by a JSON patch where one is given. */
export function allowed({ patch, ...more }: { patch?: object[]; warnings?: string[] } = {}): Json {
  return { allowed: true, ...(patch === undefined ? {} : { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') }), ...more };
}

/** Refuses the request. */
export function denied(status: { message?: string; code?: number; reason?: string }): Json {
  return { allowed: false, status };
}

function reviewed({ apiVersion, kind, request: { uid } }: Json, verdict: Json): Json {
  return { apiVersion, kind, response: { uid, ...verdict } };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) {
    text += chunk;
  }
  return text;
}

async function listen(server: https.Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

async function aClosedPort(host: string): Promise<number> {
  const server = https.createServer();
  const port = await listen(server, host);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
