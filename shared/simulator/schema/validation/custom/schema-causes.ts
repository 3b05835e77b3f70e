/** What JSON schema finds wrong with a custom resource, in the words of the API server. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Schema } from '../../schema.ts';
import { invalid, mistyped, required, tooLong, tooMany, unsupported } from '../causes.ts';
import type { SchemaError } from './json-schema.ts';

type Fields = Record<string, unknown>;

/** A cause that is of no field, as the API server writes it. */
export const nowhere = '<nil>';

/** The causes for these errors; `root` is the whole value that was checked. */
export function causesOf(errors: readonly SchemaError[], schema: Schema, root: unknown): StatusCause[] {
  return explain(withoutRepeats(errors), 0, { schema, pathOf: (pointer) => pathOf(root, pointer) });
}

interface Subject {
  readonly schema: Schema;
  /** A path as `spec.containers[0].name` of a pointer as `/spec/containers/0/name`. */
  pathOf(pointer: string): string;
}

/** The API server ends with the first complaint about a string. */
function withoutRepeats(errors: readonly SchemaError[]): SchemaError[] {
  const ofText = ['maxLength', 'minLength', 'pattern'];
  return errors.filter((error) => !ofText.slice(0, Math.max(0, ofText.indexOf(error.keyword))).some((keyword) => errors.some((other) => other.keyword === keyword && other.instancePath === error.instancePath && other.parentSchema === error.parentSchema)));
}

/** `from`: so much of the errors' schema paths is behind us. */
function explain(errors: readonly SchemaError[], from: number, subject: Subject): StatusCause[] {
  const causes: StatusCause[] = [];
  const done = new Set<string>();
  for (const error of inOrder(errors)) {
    const group = groupOf(error, from);
    if (group === undefined) {
      causes.push(...causeOf(error, subject));
    } else if (!done.has(group.prefix)) {
      done.add(group.prefix);
      causes.push(...explainGroup(errors.filter((other) => groupOf(other, from)?.prefix === group.prefix), group, subject));
    }
  }
  return causes;
}

/** Types before values; the fields that are missing last. */
function inOrder(errors: readonly SchemaError[]): SchemaError[] {
  const rankOf = ({ keyword }: SchemaError) => (keyword === 'type' ? 0 : keyword === 'required' ? 2 : 1);
  return [...errors].sort((one, other) => (one.instancePath === other.instancePath ? rankOf(one) - rankOf(other) : 0));
}

interface Group {
  readonly prefix: string;
  readonly keyword: 'anyOf' | 'oneOf' | 'allOf';
  /** Which of its schemas; undefined for the error of the whole. */
  readonly branch: number | undefined;
}

function groupOf({ schemaPath }: SchemaError, from: number): Group | undefined {
  const found = /\/(anyOf|oneOf|allOf)(?:\/(\d+)(?=\/)|$)/.exec(schemaPath.slice(from));
  return found === null ? undefined : { prefix: schemaPath.slice(0, from + found.index) + `/${found[1]}`, keyword: found[1] as Group['keyword'], branch: found[2] === undefined ? undefined : Number(found[2]) };
}

function explainGroup(errors: readonly SchemaError[], { prefix, keyword }: Group, subject: Subject): StatusCause[] {
  const from = prefix.length;
  const whole = errors.find(({ schemaPath }) => schemaPath === prefix);
  const branches = Map.groupBy(errors.filter((error) => error !== whole), ({ schemaPath }) => schemaPath.slice(from).split('/')[1]);
  if (keyword === 'allOf') {
    const size = (schemaAt(subject.schema, prefix) as Schema[] | undefined)?.length ?? branches.size;
    const place = subject.pathOf(errors[0]!.instancePath);
    return [...[...branches.values()].flatMap((branch) => explain(branch, from, subject)), invalid(nowhere, '', `"${place}" must validate all the schemas (allOf)${branches.size === size ? '. None validated' : ''}`)];
  }
  if (whole === undefined) {
    return [];
  }
  const valid = (whole.params['passingSchemas'] as number[] | null | undefined)?.length ?? 0;
  const place = subject.pathOf(whole.instancePath);
  const text = keyword === 'anyOf' ? `"${place}" must validate at least one schema (anyOf)` : `"${place}" must validate one and only one schema (oneOf). ${valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`}`;
  const [best = []] = valid > 0 ? [] : [...branches.values()].sort((one, other) => one.length - other.length);
  return [invalid(nowhere, '', text), ...explain(best, from, subject)];
}

function schemaAt(schema: Schema, schemaPath: string): unknown {
  return schemaPath.split('/').slice(1).reduce<unknown>((node, token) => (node as Fields | undefined)?.[unescape(token)], schema);
}

function causeOf({ keyword, instancePath, params, data, parentSchema = {} }: SchemaError, { pathOf }: Subject): StatusCause[] {
  const path = pathOf(instancePath);
  const limitOf = params['limit'] as number;
  const inBody = (text: string, value = data) => [invalid(path, value, `${path} in body should ${text}`)];
  switch (keyword) {
    case 'type':
      return typeCauses(path, data, parentSchema as Schema);
    case 'required':
      return [required(`${path === '' ? '' : `${path}.`}${params['missingProperty'] as string}`)];
    case 'enum':
      return [unsupported(path, data, (params['allowedValues'] as unknown[]).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))))];
    case 'format':
      return typeof data === 'number' ? [outOfRange(path, params['format'] as string)] : [mistyped(path, data, `${path} in body must be of type ${params['format'] as string}: ${JSON.stringify(data)}`)];
    case 'pattern':
      return inBody(`match '${params['pattern'] as string}'`);
    case 'maxLength':
      return [tooLong(path, limitOf)];
    case 'minLength':
      return inBody(`be at least ${limitOf} chars long`);
    case 'maxItems':
    case 'maxProperties':
      return [tooMany(path, Object.keys(data as object).length, limitOf)];
    case 'minItems':
      return inBody(`have at least ${limitOf} items`, (data as unknown[]).length);
    case 'minProperties':
      return inBody(`have at least ${limitOf} properties`, Object.keys(data as object).length);
    case 'maximum':
    case 'exclusiveMaximum':
      return inBody(`be less than ${keyword === 'maximum' ? 'or equal to ' : ''}${limitOf}`);
    case 'minimum':
    case 'exclusiveMinimum':
      return inBody(`be greater than ${keyword === 'minimum' ? 'or equal to ' : ''}${limitOf}`);
    case 'multipleOf':
      return inBody(`be a multiple of ${params['multipleOf'] as number}`);
    case 'additionalProperties':
      return [invalid(path, params['additionalProperty'], `${path}.${params['additionalProperty'] as string} in body is a forbidden property`)];
    case 'not':
      return [invalid(nowhere, '', `"${path}" must not validate the schema (not)`)];
    default:
      return [invalid(path, data, `${path} in body fails ${keyword}`)];
  }
}

/** A format is named in place of the type where there is one, and numbers that are no integers are told a second time. */
function typeCauses(path: string, data: unknown, { type, format = '' }: Schema): StatusCause[] {
  const isOfFormat = format !== '' && data !== null && typeof data !== 'string' && !Array.isArray(data);
  const got = isOfFormat ? formatOfValue(data) : typeOfValue(data);
  const wanted = isOfFormat ? format : [type].flat().join(',');
  const cause = mistyped(path, got, `${path} in body must be of type ${wanted}: "${got}"`);
  return type === 'integer' && typeof data === 'number' ? [cause, outOfRange(path, format)] : [cause];
}

function outOfRange(path: string, format: string): StatusCause {
  return invalid(nowhere, '', `Checked value must be of type integer ${format === '' ? '(default format)' : `with format ${format}`} in ${path}`);
}

function typeOfValue(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function formatOfValue(value: unknown): string {
  return typeof value === 'number' ? (Number.isInteger(value) ? 'int64' : 'float64') : '';
}

function pathOf(root: unknown, pointer: string): string {
  let path = '';
  let value = root;
  for (const token of pointer.split('/').slice(1).map(unescape)) {
    path += Array.isArray(value) ? `[${token}]` : path === '' ? token : `.${token}`;
    value = (value as Fields | undefined)?.[token];
  }
  return path;
}

function unescape(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
