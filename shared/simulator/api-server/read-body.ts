import { decodeObject, protobufType } from './protobuf/decode-object.ts';
import type { ApiRequest } from './request.ts';

/** A body as text, with the headers that go with it: what came as Protocol Buffers goes on as JSON. @throws ApiStatus 400 */
export function readBody(headers: ApiRequest['headers'], bytes: Uint8Array): Pick<ApiRequest, 'headers' | 'body'> {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== protobufType || bytes.length === 0) {
    return { headers, body: new TextDecoder().decode(bytes) };
  }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(decodeObject(bytes)) };
}
