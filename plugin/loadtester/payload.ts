import type { GatePayload } from '../../shared/gates/gate.ts';

/** Reads the body of a call. @throws RangeError that says what is missing. */
export function parsePayload(body: unknown): GatePayload {
  const payload = parseJson(body);
  const { name, namespace, phase = '', checksum = '', metadata = {} } = payload;
  for (const [field, value] of Object.entries({ name, namespace })) {
    if (typeof value !== 'string' || value === '') {
      throw new RangeError(`${field} is missing in the payload: expected {"name": ..., "namespace": ..., "metadata": {...}}`);
    }
  }
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string')) {
    throw new RangeError('metadata in the payload is not a map of strings');
  }
  return { name: String(name), namespace: String(namespace), phase: String(phase), checksum: String(checksum), metadata: metadata as Record<string, string> };
}

function parseJson(body: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '');
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // Said below, as for any other thing that is no object.
  }
  throw new RangeError('the body is no JSON object: expected {"name": ..., "namespace": ..., "metadata": {...}}');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
