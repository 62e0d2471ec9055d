import protobuf from "protobufjs/minimal.js";
import { MillwrightError } from "../../errors/index.ts";
import { type Field, type Message, type MessageName, onnxSchema } from "./schema.ts";

type Reader = protobuf.Reader;

/** What decoding may cost; beyond it the bytes are refused. */
export interface DecodeLimits {
  readonly bytes: number;
  /** Messages within messages. */
  readonly depth: number;
  /** Values of all messages together. */
  readonly values: number;
}

/** Fields by number, per message. */
const fieldsByNumber = new Map(
  Object.entries(onnxSchema).map(([name, fields]) => [
    name,
    new Map(Object.entries(fields).map(([key, field]) => [field.number, { key, field }])),
  ]),
);

/** A whole number. Most are small and take a byte or two: reading those here spares an object for each. */
function wholeNumber(reader: Reader): number {
  const { buf, pos } = reader;
  const first = buf[pos] ?? 0x80;
  if (first < 0x80) {
    reader.pos = pos + 1;
    return first;
  }
  const second = buf[pos + 1] ?? 0x80;
  const third = buf[pos + 2] ?? 0x80;
  if (second < 0x80) {
    reader.pos = pos + 2;
    return (first & 0x7f) | (second << 7);
  }
  if (third < 0x80) {
    reader.pos = pos + 3;
    return (first & 0x7f) | ((second & 0x7f) << 7) | (third << 14);
  }
  return Number(reader.int64());
}

/** Bytes of a message that were accepted as long as they keep the limits. */
class Decoder {
  readonly #reader: Reader;
  readonly #limits: DecodeLimits;
  readonly #skipped: ReadonlySet<string>;
  #values = 0;

  constructor(bytes: Uint8Array, limits: DecodeLimits, skipped: ReadonlySet<string>) {
    this.#reader = protobuf.Reader.create(bytes);
    this.#limits = limits;
    this.#skipped = skipped;
  }

  /** One message that ends at `end`. */
  message(name: MessageName, end: number, depth: number): Message {
    if (depth > this.#limits.depth) this.#tooLarge(`messages are nested more than ${this.#limits.depth} deep.`);
    const reader = this.#reader;
    const message: Record<string, unknown> = {};
    while (reader.pos < end) {
      const tag = reader.uint32();
      const wireType = tag & 7;
      const known = fieldsByNumber.get(name)?.get(tag >>> 3);
      if (wireType === 3 || wireType === 4) throw new RangeError("groups are not used by ONNX");
      if (known === undefined || this.#skipped.has(`${name}.${known.key}`)) {
        reader.skipType(wireType);
        continue;
      }
      this.#field(message, known.key, known.field, wireType, depth);
    }
    if (reader.pos !== end) throw new RangeError("a message runs past its end");
    return message;
  }

  #field(message: Record<string, unknown>, key: string, field: Field, wireType: number, depth: number): void {
    if (!field.repeated) {
      // Other readers of protobuf merge a message that comes twice: what they would run is not what we would have read.
      if (message[key] !== undefined && typeof message[key] === "object") throw new RangeError(`field ${field.number} comes twice`);
      message[key] = this.#value(field, wireType, depth);
      return;
    }
    message[key] ??= [];
    const list = message[key] as unknown[];
    const isNumber = field.kind === "int64" || field.kind === "int32" || field.kind === "float";
    if (!isNumber || wireType !== 2) {
      list.push(this.#value(field, wireType, depth));
      return;
    }
    const end = this.#reader.uint32() + this.#reader.pos;
    if (end > this.#reader.len) throw new RangeError("a list runs past the end");
    while (this.#reader.pos < end) list.push(this.#value(field, field.kind === "float" ? 5 : 0, depth));
  }

  #value(field: Field, wireType: number, depth: number): unknown {
    if (++this.#values > this.#limits.values) this.#tooLarge(`it holds more than ${this.#limits.values} values.`);
    const reader = this.#reader;
    const expected = field.kind === "float" ? 5 : field.kind === "int64" || field.kind === "int32" ? 0 : 2;
    if (wireType !== expected) throw new RangeError(`field ${field.number} has wire type ${wireType}, not ${expected}`);
    switch (field.kind) {
      case "int64":
        return wholeNumber(reader);
      case "int32":
        return reader.int32();
      case "float":
        return reader.float();
      case "string":
        return reader.string();
      case "bytes":
        return reader.bytes();
      default: {
        const end = reader.uint32() + reader.pos;
        if (end > reader.len) throw new RangeError("a message runs past the end");
        return this.message(field.kind, end, depth + 1);
      }
    }
  }

  #tooLarge(problem: string): never {
    throw new MillwrightError("ONNX_MODEL_TOO_LARGE", `the model cannot be read: ${problem}`, "Use a model that Millwright has written.");
  }
}

/**
 * A message from protobuf bytes that nobody vouches for.
 * @param skipped - fields that are not decoded, as "Tensor.rawData".
 * @throws ONNX_MODEL_INVALID, ONNX_MODEL_TOO_LARGE
 */
export function decodeMessage(name: MessageName, bytes: Uint8Array, limits: DecodeLimits, skipped: readonly string[]): Message {
  if (bytes.length > limits.bytes) {
    throw new MillwrightError(
      "ONNX_MODEL_TOO_LARGE",
      `the model has ${bytes.length} bytes, the limit is ${limits.bytes}.`,
      "Raise the limit if the model is yours.",
    );
  }
  try {
    return new Decoder(bytes, limits, new Set(skipped)).message(name, bytes.length, 0);
  } catch (error) {
    if (error instanceof MillwrightError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MillwrightError(
      "ONNX_MODEL_INVALID",
      `${bytes.length} bytes are not an ONNX model: ${reason.slice(0, 200)}.`,
      "Build the package again, or copy it again if it was cut short.",
      { cause: error },
    );
  }
}
