/** How Go reads the scalars of built-in kinds from JSON: what it takes, how it writes them again, and what it says of others. */
import { badRequest } from '../../api-server/api-status.ts';
import type { ApiStatus } from '../../api-server/api-status.ts';
import type { Schema } from '../schema.ts';
import { canonicalQuantity } from './canonical-quantity.ts';

/** Where a value stands: `DeploymentSpec.spec.replicas`, the struct by its type and its fields by their path. */
export interface GoField {
  readonly kind: string;
  readonly version: string;
  readonly struct: string;
  readonly path: string;
}

/** A value as the object will have it, undefined for none. @throws ApiStatus 400 where Go cannot read it. */
export function decodeScalar(value: unknown, schema: Schema, field: GoField): unknown {
  switch (schema.format) {
    case 'quantity':
      return decodeQuantity(value, field);
    case 'int-or-string':
      return typeof value === 'string' ? value : decodeInteger(value, 'int32', field);
    case 'int32':
    case 'int64':
      return decodeInteger(value, schema.format, field);
    case 'date-time':
      return decodeTime(value, field, timestamp);
    case 'date-time-micro':
      return decodeTime(value, field, microTimestamp);
    case 'byte':
      return decodeBytes(value, field);
    default:
      return decodePlain(value, schema, field);
  }
}

function decodePlain(value: unknown, { type }: Schema, field: GoField): unknown {
  if (typeof value !== type) {
    throw mistyped(value, type === 'boolean' ? 'bool' : type === 'number' ? 'float64' : 'string', field);
  }
  return value;
}

function decodeInteger(value: unknown, type: 'int32' | 'int64', field: GoField): number {
  const isFitting = typeof value === 'number' && Number.isInteger(value) && (type === 'int64' || (value >= -(2 ** 31) && value < 2 ** 31));
  if (!isFitting) {
    throw mistyped(value, type, field);
  }
  return value as number;
}

function decodeQuantity(value: unknown, field: GoField): string {
  const text = canonicalQuantity(String(value));
  if (typeof value === 'boolean' || text === undefined) {
    throw unreadable(field, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }
  return text;
}

const timestamp = { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, layout: '2006-01-02T15:04:05Z07:00', digits: 0 };
const microTimestamp = { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/, layout: '2006-01-02T15:04:05.000000Z07:00', digits: 6 };

function decodeTime(value: unknown, field: GoField, { pattern, layout, digits }: typeof timestamp): string {
  if (typeof value !== 'string') {
    throw mistyped(value, 'string', field);
  }
  if (!pattern.test(value) || Number.isNaN(Date.parse(value))) {
    throw unreadable(field, `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${whyNoTime(value, digits)}`);
  }
  const [seconds, fraction = ''] = new Date(value).toISOString().replace('Z', '').split('.');
  return digits === 0 ? `${seconds}Z` : `${seconds}.${(/\.(\d+)/.exec(value)?.[1] ?? fraction).slice(0, 6)}Z`;
}

/** Go names the first part that is amiss. */
function whyNoTime(value: string, digits: number): string {
  const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(value)?.[0];
  if (seconds === undefined) {
    return `${JSON.stringify(value)} as "2006"`;
  }
  return `${JSON.stringify(value.slice(seconds.length))} as "${digits === 0 ? 'Z07:00' : '.000000'}"`;
}

function decodeBytes(value: unknown, field: GoField): string {
  if (typeof value !== 'string') {
    throw mistyped(value, '[]uint8', field);
  }
  const wrong = value.replaceAll(/[\r\n]/g, '').search(/[^A-Za-z0-9+/=]/);
  if (wrong >= 0 || value.replaceAll(/[\r\n]/g, '').length % 4 !== 0) {
    throw unreadable(field, `illegal base64 data at input byte ${wrong >= 0 ? wrong : value.length - (value.length % 4)}`);
  }
  return value;
}

/** 400: a value of another type than the field's, whose type is called as Go calls it. */
export function mistyped(value: unknown, goType: string, field: GoField): ApiStatus {
  const { struct, path } = field;
  return unreadable(field, `json: cannot unmarshal ${jsonTypeOf(value, goType)} into Go struct field ${struct}.${path} of type ${goType}`);
}

function jsonTypeOf(value: unknown, goType: string): string {
  if (typeof value === 'number') {
    return goType.startsWith('int') ? `number ${value}` : 'number';
  }
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

function unreadable({ kind, version }: GoField, why: string): ApiStatus {
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
}
