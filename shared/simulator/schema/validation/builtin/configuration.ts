import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { forbidden, invalid, invalidForEach, required, tooLong } from '../causes.ts';
import { configKeyProblems } from '../names.ts';

type Texts = Record<string, string>;

interface Configuration extends ApiObject {
  data?: Texts;
  binaryData?: Texts;
  immutable?: boolean;
  type?: string;
}

const mostBytes = 1024 * 1024;
/** What secrets of some types must have. */
const wantedKeys: Record<string, readonly string[]> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** What is wrong with a ConfigMap, or with how it was changed. */
export function configMapCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { data = {}, binaryData = {} } = object as Configuration;
  return [
    ...Object.keys(data).flatMap((key) => [...invalidForEach(`data[${key}]`, key, configKeyProblems(key)), ...(key in binaryData ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : [])]),
    ...Object.keys(binaryData).flatMap((key) => invalidForEach(`binaryData[${key}]`, key, configKeyProblems(key))),
    ...sizeCauses([...Object.values(data), ...Object.values(binaryData)], ''),
    ...immutabilityCauses(object as Configuration, before as Configuration | undefined),
  ];
}

/** What is wrong with a Secret, or with how it was changed. */
export function secretCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { data = {}, type = '', metadata } = object as Configuration;
  const account = metadata.annotations?.['kubernetes.io/service-account.name'] ?? '';
  const hasLogin = 'username' in data || 'password' in data;
  return [
    ...Object.keys(data).flatMap((key) => invalidForEach(`data[${key}]`, key, configKeyProblems(key))),
    ...sizeCauses(Object.values(data), 'data'),
    ...(wantedKeys[type] ?? []).filter((key) => !(key in data)).map((key) => required(`data[${key}]`)),
    ...(type === 'kubernetes.io/basic-auth' && !hasLogin ? [required('data[username]'), required('data[password]')] : []),
    ...(type === 'kubernetes.io/service-account-token' && account === '' ? [required('metadata.annotations[kubernetes.io/service-account.name]')] : []),
    ...(before !== undefined && type !== (before as Configuration).type ? [invalid('type', type, 'field is immutable')] : []),
    ...immutabilityCauses(object as Configuration, before as Configuration | undefined),
  ];
}

function sizeCauses(values: readonly string[], path: string): StatusCause[] {
  return values.reduce((sum, value) => sum + Buffer.byteLength(value), 0) > mostBytes ? [tooLong(path, mostBytes)] : [];
}

function immutabilityCauses(object: Configuration, before: Configuration | undefined): StatusCause[] {
  if (before?.immutable !== true) {
    return [];
  }
  const changed = (['data', 'binaryData'] as const).filter((field) => !isDeepStrictEqual(object[field], before[field]));
  return [...(object.immutable === true ? [] : ['immutable']), ...changed].map((field) => forbidden(field, 'field is immutable when `immutable` is set'));
}
