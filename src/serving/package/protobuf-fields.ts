/** One field of a protobuf message. */
export interface Field {
  readonly number: number;
  /** Length-delimited contents; empty for numbers. */
  readonly bytes: Uint8Array;
  /** The number of a varint field; 0 for others. */
  readonly value: bigint;
}

const none = new Uint8Array(0);

interface Varint {
  readonly value: bigint;
  readonly next: number;
}

function readVarint(bytes: Uint8Array, from: number): Varint {
  let value = 0n;
  let shift = 0n;
  for (let at = from; at < from + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError("it ends inside of a number");
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return { value, next: at + 1 };
    shift += 7n;
  }
  throw new RangeError("a number is longer than ten bytes");
}

/**
 * Walks over the fields of a protobuf message without copying.
 * @throws RangeError where the bytes are not a message.
 */
export function* protobufFields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < bytes.length) {
    const key = readVarint(bytes, at);
    const number = Number(key.value >> 3n);
    const wire = Number(key.value & 7n);
    if (number === 0) throw new RangeError("a field has number 0");
    at = key.next;
    if (wire === 0) {
      const { value, next } = readVarint(bytes, at);
      at = next;
      yield { number, bytes: none, value };
      continue;
    }
    let length: number;
    if (wire === 2) {
      const size = readVarint(bytes, at);
      at = size.next;
      length = Number(size.value);
    } else if (wire === 1) length = 8;
    else if (wire === 5) length = 4;
    else throw new RangeError(`a field has wire type ${wire}`);
    if (at + length > bytes.length) throw new RangeError("it ends inside of a field");
    yield { number, bytes: bytes.subarray(at, at + length), value: 0n };
    at += length;
  }
}
