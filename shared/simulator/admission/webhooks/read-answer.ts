import type { IncomingMessage } from 'node:http';
import { CallFailure } from './call-failure.ts';

/** No review and no patch is longer. */
const longestAnswerBytes = 8 * 1024 * 1024;

const statusTexts: Partial<Record<number, string>> = {
  400: 'the server rejected our request for an unknown reason',
  401: 'the server has asked for the client to provide credentials',
  403: 'unknown',
  404: 'the server could not find the requested resource',
  405: 'the server does not allow this method on the requested resource',
  406: 'the server was unable to respond with a content type that the client supports',
  413: 'the request entity was too large',
  415: 'the media type of the request is not supported',
  422: 'the server rejected our request due to an error in our request',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
  504: 'the server was unable to return a response in the time allotted, but may still be processing the request',
};

/** The JSON of an answer. @throws CallFailure where there is none. */
export async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const [status, text] = [response.statusCode ?? 0, await textOf(response)];
  const type = response.headers['content-type'] ?? '';
  if (status < 200 || status > 299) {
    throw new CallFailure(`failed to call webhook: ${describeStatus(status, type.startsWith('text/') ? text.trim() : 'unknown')}`);
  }
  if (text === '') {
    throw new CallFailure(`failed to call webhook: 0-length response with status code: ${status} and content type: ${type === '' ? 'application/json' : type}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CallFailure(`failed to call webhook: couldn't get version/kind; json parse error: ${(error as Error).message}`, { cause: error });
  }
}

function describeStatus(status: number, text: string): string {
  const known = statusTexts[status];
  if (known !== undefined) {
    return known;
  }
  return status >= 500 ? `an error on the server ("${text}") has prevented the request from succeeding` : `the server responded with the status code ${status} but did not return more information`;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > longestAnswerBytes) {
      throw new CallFailure('failed to call webhook: the answer is too long');
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
