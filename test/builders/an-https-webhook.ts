/** A webhook's server on the loopback, that answers as a test says and remembers the reviews it was sent. */
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Review, ReviewResponse } from '../../shared/simulator/admission/webhooks/review.ts';
import type { KeyPair } from '../../webhook/certificates/issue.ts';

export interface HttpsWebhook extends AsyncDisposable {
  readonly port: number;
  /** In the order in which they came, each with the path and query it was sent to. */
  readonly asked: { readonly url: string; readonly host: string; readonly review: Review }[];
  /** How many connections were made. */
  connections(): number;
}

/** What is answered instead of a review: undefined is no answer at all. */
export type RawAnswer = { readonly status?: number; readonly type?: string; readonly text: string } | 'cut' | undefined;

/** Starts it. `answer` gives the response without its uid, or something raw. */
export async function anHttpsWebhook({ certificate: cert, key }: KeyPair, answer: (review: Review, path: string) => ReviewResponse | { readonly raw: RawAnswer }): Promise<HttpsWebhook> {
  const asked: HttpsWebhook['asked'] = [];
  let connections = 0;
  const server = https.createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const review = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Review;
      asked.push({ url: request.url ?? '', host: request.headers.host ?? '', review });
      const said = answer(review, request.url ?? '');
      const raw: RawAnswer = 'raw' in said ? said.raw : { type: 'application/json', text: JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: review.request.uid, ...said } }) };
      if (raw === 'cut') {
        request.socket.destroy();
      } else if (raw !== undefined) {
        response.writeHead(raw.status ?? 200, raw.type === undefined ? {} : { 'content-type': raw.type }).end(raw.text);
      }
    });
  });
  server.on('secureConnection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Operations of a JSON patch as a response carries them. */
export function patching(...operations: object[]): ReviewResponse {
  return { allowed: true, patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(operations)).toString('base64') };
}
