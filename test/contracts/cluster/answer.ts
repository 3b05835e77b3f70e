import type { HttpResponse } from '../../../shared/kube/kube.ts';

/** What a server said may have any shape: to look at it is what the tests are for. */
export type Json = any;

/** An answer of the API server. */
export interface Answer extends HttpResponse {
  /** Undefined where it is no JSON. */
  readonly body: Json;
}

/** Reads the text. */
export function answerOf(response: HttpResponse): Answer {
  return { ...response, body: parse(response.text) };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body of a success. @throws Error with what was said instead. */
export function succeeded({ status, text, body }: Answer): Json {
  if (status < 200 || status > 299) {
    throw new Error(`expected a success, got ${status}: ${text}`);
  }
  return body;
}

/** The Status of a refusal but what is the same in all of them. @throws Error where it was none. */
export function refusalOf({ status, text, body }: Answer): { code: number; reason: string; message: string; details: Json } {
  const { kind, apiVersion, metadata, status: outcome, code, reason, message, details } = body ?? {};
  if (kind !== 'Status' || apiVersion !== 'v1' || outcome !== 'Failure' || code !== status || JSON.stringify(metadata) !== '{}') {
    throw new Error(`expected a Status that says Failure, got ${status}: ${text}`);
  }
  return { code, reason, message, details };
}

/** Code and message of a refusal. */
export function textOf(answer: Answer): string {
  const { code, message } = refusalOf(answer);
  return `${code} ${message}`;
}

/** The texts of all Warning headers. @throws Error where one is not as Kubernetes sends them. */
export function warningsOf({ headers }: Answer): string[] {
  const header = headers['warning'];
  if (header === undefined) {
    return [];
  }
  const matches = [...header.matchAll(/299 - "((?:[^"\\]|\\.)*)"(?:, |$)/g)];
  if (matches.map(([whole]) => whole).join('') !== header) {
    throw new Error(`expected Warning headers such as 299 - "text", got ${header}`);
  }
  return matches.map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'));
}
