/** The way to a webhook: over HTTPS, to a Service's pod on the loopback or to a URL, on connections that are kept. */
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { timeLimit } from '../../time-limit.ts';
import type { Surroundings } from '../surroundings.ts';
import { CallFailure } from './call-failure.ts';
import { describeTrouble } from './describe-trouble.ts';
import { addressOf, destinationOf } from './destination.ts';
import { readAnswer } from './read-answer.ts';
import type { Webhook } from './webhook.ts';

/** Sends a review and gives back what the answer has, whatever it is. @throws CallFailure */
export type CallWebhook = (webhook: Webhook, review: object) => Promise<unknown>;

const defaultTimeoutSeconds = 10;
/** The API server lets go of a connection that nobody has used for so long. */
const idleMs = 90_000;

/** Makes what calls webhooks. Time limits run on the cluster's clock, but leave so much real time at least. */
export function createCaller({ store, network, clock }: Pick<Surroundings, 'store' | 'network' | 'clock'>, leastPatienceMs?: number): CallWebhook {
  const agent = new https.Agent({ keepAlive: true, timeout: idleMs });
  return async ({ clientConfig, timeoutSeconds = defaultTimeoutSeconds }, review) => {
    const destination = destinationOf(clientConfig, timeoutSeconds);
    const { signal, lift } = timeLimit(clock, timeoutSeconds * 1000, leastPatienceMs);
    const body = JSON.stringify(review);
    try {
      const options: https.RequestOptions = {
        ...addressOf(clientConfig, destination, { store, network }), path: destination.path, method: 'POST', agent, signal, ...(isIP(destination.hostname) === 0 ? { servername: destination.hostname } : {}),
        headers: { 'Host': `${destination.hostname}:${destination.port}`, 'User-Agent': 'kube-apiserver-admission', 'Accept': 'application/json, */*', 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
        ...(clientConfig.caBundle === undefined ? {} : { ca: Buffer.from(clientConfig.caBundle, 'base64') }),
      };
      return await readAnswer(await send(options, body));
    } catch (error) {
      throw error instanceof CallFailure ? error : new CallFailure(`failed to call webhook: Post "${destination.url}": ${signal.aborted ? 'context deadline exceeded' : describeTrouble(error, destination)}`, { cause: error });
    } finally {
      lift();
    }
  };
}

function send(options: https.RequestOptions, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = https.request(options, resolve);
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The other side may have closed a kept connection just now: that says nothing about the webhook.
      if (request.reusedSocket && error.code === 'ECONNRESET') {
        send(options, body).then(resolve, reject);
      } else {
        reject(error);
      }
    });
    request.end(body);
  });
}
