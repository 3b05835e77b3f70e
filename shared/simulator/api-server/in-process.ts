import { createKube } from '../../kube/client.ts';
import { Unreachable } from '../../kube/kube.ts';
import type { HttpRequest, HttpResponse, Kube } from '../../kube/kube.ts';
import type { Wire } from '../../kube/wire.ts';
import { handle } from './api-server.ts';
import type { Cluster } from './cluster.ts';
import { ConnectionCut } from './faults.ts';
import type { ApiResponse, User } from './request.ts';

export interface InProcessOptions {
  readonly user: User;
  /** For messages, and as User-Agent. */
  readonly agent: string;
  readonly namespace?: string;
  /** Whose the fields are that it writes; this product's where absent. */
  readonly fieldManager?: string;
}

/** The API for what runs in the same process, without sockets: controllers, the node, programs in pods. */
export function kubeInProcess(cluster: Cluster, server: string, options: InProcessOptions): Kube {
  const { namespace = 'default', fieldManager } = options;
  return createKube(wireInProcess(cluster, server, options), { namespace, inCluster: false, ...(fieldManager === undefined ? {} : { fieldManager }) });
}

function wireInProcess(cluster: Cluster, server: string, { user, agent }: InProcessOptions): Wire {
  const send = async (path: string, request: HttpRequest): Promise<ApiResponse> => {
    try {
      return await handle(cluster, { ...toApiRequest(path, request, agent), user });
    } catch (error) {
      if (error instanceof ConnectionCut) {
        throw new Unreachable(`the API server ${server} cannot be reached: the connection was cut`, { cause: error });
      }
      throw error;
    }
  };
  return {
    server,
    exchange: async (path, request) => await whole(await send(path, request)),
    async stream(path, request) {
      const response = await send(path, request);
      return response.status === 200 && isStream(response.body) ? { lines: response.body } : { failed: await whole(response) };
    },
  };
}

function toApiRequest(path: string, { method = 'GET', query = {}, headers = {}, body, signal = new AbortController().signal }: HttpRequest, agent: string) {
  const url = new URL(path, 'https://simulated.invalid');
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method, path: url.pathname, query: url.searchParams, signal,
    headers: { 'accept': 'application/json', 'content-type': 'application/json', 'user-agent': agent, ...lowered },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function isStream(body: ApiResponse['body']): body is AsyncIterable<string> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

async function whole({ status, headers = {}, body }: ApiResponse): Promise<HttpResponse> {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : value.join(', ')]));
  return { status, headers: plain, text: await textOf(body) };
}

async function textOf(body: ApiResponse['body']): Promise<string> {
  if (typeof body === 'string') {
    return body;
  }
  if (!isStream(body)) {
    return JSON.stringify(body);
  }
  let text = '';
  for await (const piece of body) {
    text += piece;
  }
  return text;
}
