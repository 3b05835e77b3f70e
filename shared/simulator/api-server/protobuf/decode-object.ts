import { badRequest } from '../api-status.ts';
import { decodeMessage, isMessage } from './decode-message.ts';
import { readFields } from './wire.ts';

export const protobufType = 'application/vnd.kubernetes.protobuf';

const magic = [0x6b, 0x38, 0x73, 0x00];
/** Options of a delete come under any version. */
const metaVersion = 'meta.k8s.io/v1';

/** The object in a body of {@link protobufType}, which newer kubectls and Go programs send for built-in kinds. @throws ApiStatus 400 */
export function decodeObject(body: Uint8Array): Record<string, unknown> {
  if (!magic.every((byte, index) => body[index] === byte)) {
    throw badRequest('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  }
  try {
    return decodeEnvelope(body.subarray(magic.length));
  } catch (error) {
    throw error instanceof RangeError || error instanceof SyntaxError ? badRequest(error.message) : error;
  }
}

/** Which kind it is stands beside the object. */
function decodeEnvelope(bytes: Uint8Array): Record<string, unknown> {
  const { 1: typeMeta = new Uint8Array(), 2: object = new Uint8Array() } = bytesByNumber(bytes);
  const { 1: apiVersion = '', 2: kind = '' } = Object.fromEntries(Object.entries(bytesByNumber(typeMeta)).map(([number, text]) => [number, new TextDecoder().decode(text)]));
  const version = isMessage(apiVersion, kind) ? apiVersion : metaVersion;
  if (!isMessage(version, kind)) {
    throw badRequest(`no kind "${kind}" is registered for version "${apiVersion}" in Protocol Buffers: send it as application/json`);
  }
  return { kind, apiVersion, ...decodeMessage(version, kind, object) };
}

function bytesByNumber(bytes: Uint8Array): Record<number, Uint8Array> {
  return Object.fromEntries(readFields(bytes).map(({ number, value }) => [number, value as Uint8Array]));
}
