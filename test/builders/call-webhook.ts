import https from 'node:https';

export interface WebhookCall {
  readonly port: number;
  /** PEM of the authorities that the client trusts. */
  readonly trusted: string;
  /** The name that the certificate must be for. */
  readonly host: string;
  readonly method?: string;
  readonly path?: string;
  /** A string is sent as it is, anything else as JSON; undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Absent: a connection of its own. */
  readonly agent?: https.Agent;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** Calls a webhook on the loopback over TLS as the API server does: by its Service's name, with its certificate verified. */
export function callWebhook({ port, trusted, host, method = 'POST', path = '/mutate', body, headers = {}, agent }: WebhookCall): Promise<WebhookAnswer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const type: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const request = https.request({ host: '127.0.0.1', port, method, path, ca: trusted, servername: host, headers: { ...type, ...headers }, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(text);
  });
}
