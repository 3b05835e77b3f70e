/** The door of the webhook: an AdmissionReview v1 is checked here once, then only our own type travels. */
import type { KubeObject } from '../../shared/kube/kube.ts';

export const reviewVersion = 'admission.k8s.io/v1';
export const reviewKind = 'AdmissionReview';

const operations = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;
export type Operation = (typeof operations)[number];

/** One question of the API server: may this be done? */
export interface Review {
  /** Goes back with the answer, as it came. Some tools send none but an empty one. */
  readonly uid: string;
  readonly operation: Operation;
  /** Nothing may be written anywhere because of this review. */
  readonly dryRun: boolean;
  /** Of the object: group without version, e.g. `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** e.g. `status` or `scale`; undefined for the object itself. */
  readonly subresource: string | undefined;
  readonly namespace: string;
  /** Empty where the API server has yet to make it up. */
  readonly name: string;
  /** Who asked for the change. */
  readonly username: string;
  /** As it is to be; undefined for DELETE. */
  readonly object: KubeObject | undefined;
  /** As it is; undefined for CREATE. */
  readonly oldObject: KubeObject | undefined;
}

/** What came is no review: expected and got, in one line. */
export class BadReview extends Error {
  override readonly name = 'BadReview';
}

type Fields = Readonly<Record<string, unknown>>;

/** The text of a request as a review. @throws BadReview where it is none. */
export function parseReview(text: string): Review {
  const review = requireMap(parseJson(text), 'the body');
  requireVersion(review);
  const request = requireMap(review['request'], 'request');
  const operation = requireOperation(request['operation']);
  const kind = requireMap(request['kind'], 'request.kind');
  return {
    uid: requireText(request['uid'], 'request.uid'),
    operation,
    dryRun: request['dryRun'] === true,
    group: textOf(kind['group']),
    kind: requireText(kind['kind'], 'request.kind.kind'),
    subresource: textOf(request['subResource']) || undefined,
    namespace: textOf(request['namespace']),
    name: textOf(request['name']),
    username: textOf((request['userInfo'] as Fields | undefined)?.['username']),
    object: readObject(request, 'object', { isNeeded: operation === 'CREATE' || operation === 'UPDATE' }),
    oldObject: readObject(request, 'oldObject', { isNeeded: operation === 'UPDATE' || operation === 'DELETE' }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadReview(`the body is no JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
}

function requireVersion({ apiVersion, kind }: Fields): void {
  if (apiVersion !== reviewVersion || kind !== reviewKind) {
    throw new BadReview(`expected ${reviewKind} of ${reviewVersion}, got ${shown(kind)} of ${shown(apiVersion)}`);
  }
}

function requireOperation(value: unknown): Operation {
  const operation = operations.find((each) => each === value);
  if (operation === undefined) {
    throw new BadReview(`request.operation: expected ${operations.join(', ')}, got ${shown(value)}`);
  }
  return operation;
}

/** An object as far as everything behind the door relies on: it has metadata, and a name wherever the API server knows one. */
function readObject(request: Fields, field: 'object' | 'oldObject', { isNeeded }: { isNeeded: boolean }): KubeObject | undefined {
  const value = request[field];
  if (!isNeeded && (value === undefined || value === null)) {
    return undefined;
  }
  const object = requireMap(value, `request.${field}`);
  const metadata = requireMap(object['metadata'], `request.${field}.metadata`);
  const name = textOf(metadata['name']) || textOf(request['name']);
  const namespace = textOf(metadata['namespace']) || textOf(request['namespace']);
  return {
    ...object,
    apiVersion: textOf(object['apiVersion']),
    kind: textOf(object['kind']),
    metadata: { ...metadata, name, ...(namespace === '' ? {} : { namespace }) },
  } as KubeObject;
}

function requireMap(value: unknown, path: string): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new BadReview(`${path}: expected an object, got ${shown(value)}`);
  }
  return value as Fields;
}

function requireText(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new BadReview(`${path}: expected a string, got ${shown(value)}`);
  }
  return value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What came, short enough for one line. */
function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
