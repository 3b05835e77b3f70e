/** The encoding of Protocol Buffers: fields by number, whatever they mean. */

export interface WireField {
  readonly number: number;
  /** A varint as a number; anything else as its bytes. */
  readonly value: bigint | Uint8Array;
}

/** The fields of a message in their order. @throws RangeError for bytes that are none. */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const key = readVarint(bytes, offset);
    const { value, end } = readValue(bytes, key.end, Number(key.value & 7n));
    fields.push({ number: Number(key.value >> 3n), value });
    offset = end;
  }
  return fields;
}

interface Read<T> {
  readonly value: T;
  /** Where the next begins. */
  readonly end: number;
}

function readValue(bytes: Uint8Array, offset: number, wireType: number): Read<bigint | Uint8Array> {
  switch (wireType) {
    case 0:
      return readVarint(bytes, offset);
    case 1:
      return readBytes(bytes, offset, 8);
    case 2: {
      const length = readVarint(bytes, offset);
      return readBytes(bytes, length.end, Number(length.value));
    }
    case 5:
      return readBytes(bytes, offset, 4);
    default:
      throw new RangeError(`proto: illegal wireType ${wireType}`);
  }
}

/** Seven bits a byte, the lowest first. */
function readVarint(bytes: Uint8Array, offset: number): Read<bigint> {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined) {
      throw new RangeError('proto: unexpected end of the message');
    }
    value |= BigInt(byte & 127) << BigInt(7 * index);
    if (byte < 128) {
      return { value, end: offset + index + 1 };
    }
  }
  throw new RangeError('proto: integer overflow');
}

function readBytes(bytes: Uint8Array, offset: number, length: number): Read<Uint8Array> {
  const end = offset + length;
  if (end > bytes.length) {
    throw new RangeError('proto: unexpected end of the message');
  }
  return { value: bytes.subarray(offset, end), end };
}

/** All varints of a field, whether each came by itself or they came packed. */
export function varintsOf(value: bigint | Uint8Array): bigint[] {
  if (typeof value === 'bigint') {
    return [value];
  }
  const found: bigint[] = [];
  for (let offset = 0; offset < value.length;) {
    const { value: each, end } = readVarint(value, offset);
    found.push(each);
    offset = end;
  }
  return found;
}
