/** What a Kubernetes API server answers when it refuses: an object of kind Status. */

export interface StatusCause {
  /** e.g. `FieldValueInvalid`, `FieldValueRequired`, `FieldValueNotSupported`, `FieldManagerConflict`; some have none. */
  readonly reason?: string;
  readonly message: string;
  /** e.g. `spec.replicas` or `spec.containers[0].name` */
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** The kind, or the plural of the resource where the request did not get as far as an object. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** Thrown anywhere on the way of a request; the client gets {@link ApiStatus.body}. */
export class ApiStatus extends Error {
  override readonly name = 'ApiStatus';
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  get body(): object {
    const { code, reason, message, details } = this;
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, ...(reason === '' ? {} : { reason }), ...(details === undefined ? {} : { details }), code };
  }
}

/** Of which object a refusal speaks. */
export interface Subject {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

/** As messages name a resource: `deployments.apps`, `pods`. */
export function titleOf({ group, plural }: Pick<Subject, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

function detailsOf({ group, plural }: Subject, name: string, more: StatusDetails = {}): StatusDetails {
  return { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural, ...more };
}

/** 400 */
export function badRequest(message: string): ApiStatus {
  return new ApiStatus(400, 'BadRequest', message);
}

/** 403; `why` ends the sentence. */
export function forbidden(subject: Subject, name: string, why: string): ApiStatus {
  return new ApiStatus(403, 'Forbidden', `${titleOf(subject)}${name === '' ? '' : ` "${name}"`} is forbidden: ${why}`, detailsOf(subject, name));
}

/** 404 of an object. */
export function notFound(subject: Subject, name: string): ApiStatus {
  return new ApiStatus(404, 'NotFound', `${titleOf(subject)} "${name}" not found`, detailsOf(subject, name));
}

/** 404 of a path. */
export function noSuchResource(): ApiStatus {
  return new ApiStatus(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 405 */
export function methodNotAllowed(): ApiStatus {
  return new ApiStatus(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

/** 409 of a create. */
export function alreadyExists(subject: Subject, name: string, isBeingDeleted = false): ApiStatus {
  return new ApiStatus(409, 'AlreadyExists', `${isBeingDeleted ? 'object is being deleted: ' : ''}${titleOf(subject)} "${name}" already exists`, detailsOf(subject, name));
}

/** 409 */
export function conflict(subject: Subject, name: string, why = 'the object has been modified; please apply your changes to the latest version and try again'): ApiStatus {
  return new ApiStatus(409, 'Conflict', `Operation cannot be fulfilled on ${titleOf(subject)} "${name}": ${why}`, detailsOf(subject, name));
}

/** 410 of a watch or of a list's continuation. */
export function expired(message: string): ApiStatus {
  return new ApiStatus(410, 'Expired', message);
}

/** 422 with all that is wrong at once. */
export function invalid({ group, kind }: Subject, name: string, causes: readonly StatusCause[]): ApiStatus {
  const texts = causes.map(({ field, message }) => (field === undefined || field === '' ? message : `${field}: ${message}`));
  const all = texts.length === 1 ? texts[0]! : `[${[...new Set(texts)].join(', ')}]`;
  const title = group === '' ? kind : `${kind}.${group}`;
  return new ApiStatus(422, 'Invalid', `${title} "${name}" is invalid: ${all}`, { name, ...(group === '' ? {} : { group }), kind, causes });
}

/** 415 */
export function unsupportedMediaType(accepted: readonly string[]): ApiStatus {
  return new ApiStatus(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`);
}

/** 500 */
export function internalError(message: string): ApiStatus {
  return new ApiStatus(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] });
}
