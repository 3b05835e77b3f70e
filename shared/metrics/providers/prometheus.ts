/** A Prometheus server, or anything with its query API: Thanos, Mimir, VictoriaMetrics. */
import type { HttpResponse } from '../../kube/kube.ts';
import { parseNumber } from '../prometheus-text.ts';
import { promqlOf } from '../promql.ts';
import type { Measurement, MetricProvider, Source } from '../provider.ts';

const timeoutMs = 10_000;
/** Longer queries are posted: servers and proxies cut long addresses. */
const longestAddress = 2000;

export const prometheus: MetricProvider = {
  name: 'prometheus',
  answers: ['builtin', 'query'],
  needsBaseline: false,
  async measure(question, source, { fetch }) {
    if (Object.keys(source.secret).length > 0 && authorizationOf(source.secret) === undefined) {
      return unknown(`the secret of the metric template has keys ${Object.keys(source.secret).join(', ')}: expected token, or username and password`);
    }
    const query = question.kind === 'builtin' ? promqlOf(question) : question.query.trim();
    const response = await ask(query, source, fetch);
    const result = parseAnswer(response);
    return result.kind === 'value' ? result : { ...result, reason: `${result.reason}; query: ${query.replaceAll(/\s+/g, ' ')}` };
  },
};

function ask(query: string, source: Source, fetch: Parameters<MetricProvider['measure']>[2]['fetch']): Promise<HttpResponse> {
  const address = `${source.address.replace(/\/+$/, '')}/api/v1/query`;
  const common = { headers: headersOf(source), timeoutMs, insecureSkipVerify: source.insecureSkipVerify };
  if (query.length <= longestAddress) {
    return fetch(address, { ...common, query: { query } });
  }
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return fetch(address, { ...common, method: 'POST', headers: { ...common.headers, ...form }, body: new URLSearchParams({ query }).toString() });
}

/** A secret's credentials go before an Authorization header of the template. */
function headersOf({ headers, secret }: Source): Record<string, string> {
  const authorization = authorizationOf(secret);
  const own = Object.entries(headers).map(([name, values]): [string, string] => [name, values.join(', ')]);
  const kept = authorization === undefined ? own : own.filter(([name]) => name.toLowerCase() !== 'authorization');
  return { Accept: 'application/json', ...Object.fromEntries(kept), ...(authorization === undefined ? {} : { Authorization: authorization }) };
}

function authorizationOf({ token, username, password }: Source['secret']): string | undefined {
  if (token !== undefined) {
    return `Bearer ${token.trim()}`;
  }
  return username === undefined || password === undefined ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

interface Answer {
  readonly status?: string;
  readonly error?: string;
  readonly data?: { readonly resultType?: string; readonly result?: unknown };
}

function parseAnswer({ status, text }: HttpResponse): Measurement {
  const answer = parseJson(text);
  if (status !== 200 || answer?.status !== 'success') {
    return unknown(`prometheus answered HTTP ${status}: ${answer?.error ?? oneLine(text)}`);
  }
  const { resultType, result } = answer.data ?? {};
  if (resultType === 'scalar') {
    return toMeasurement(result);
  }
  if (resultType !== 'vector' || !Array.isArray(result)) {
    return unknown(`expected one number, got a ${resultType ?? 'result of no type'}`);
  }
  if (result.length > 1) {
    return unknown(`expected one series, got ${result.length}: sum or filter them in the query`);
  }
  return result.length === 0 ? noValues('no values found') : toMeasurement((result[0] as { value?: unknown }).value);
}

/** Of a pair [time, "value"]. */
function toMeasurement(pair: unknown): Measurement {
  const value = Array.isArray(pair) && typeof pair[1] === 'string' ? parseNumber(pair[1]) : undefined;
  if (value === undefined) {
    return unknown(`expected [time, "number"], got ${JSON.stringify(pair)?.slice(0, 100)}`);
  }
  return Number.isFinite(value) ? { kind: 'value', value } : noValues(`the value is ${value}`);
}

function parseJson(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer | undefined;
  } catch {
    return undefined;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200) || 'nothing';
}

const unknown = (reason: string): Measurement => ({ kind: 'unknown', reason });
const noValues = (reason: string): Measurement => ({ kind: 'unknown', reason, noValues: true });
