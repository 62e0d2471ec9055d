import protobuf from "protobufjs/minimal.js";
import { type Field, type Message, type MessageName, onnxSchema } from "./schema.ts";

type Writer = protobuf.Writer;

const LENGTH_DELIMITED = 2;

/** Wire type of a field's kind: 0 varint, 2 length-delimited, 5 four bytes. */
function wireTypeOf(field: Field): number {
  if (field.kind === "int64" || field.kind === "int32") return field.repeated ? LENGTH_DELIMITED : 0;
  if (field.kind === "float") return field.repeated ? LENGTH_DELIMITED : 5;
  return LENGTH_DELIMITED;
}

/** One value behind its tag. */
function writeValue(writer: Writer, field: Field, value: unknown): void {
  switch (field.kind) {
    case "int64":
      writer.int64(value as number);
      return;
    case "int32":
      writer.int32(value as number);
      return;
    case "float":
      writer.float(value as number);
      return;
    case "string":
      writer.string(value as string);
      return;
    case "bytes":
      writer.bytes(value as Uint8Array);
      return;
    default:
      writer.fork();
      writeFields(writer, field.kind, value as Message);
      writer.ldelim();
  }
}

/** Numbers that repeat share one tag (packed); everything else repeats its tag. */
function writeRepeated(writer: Writer, field: Field, values: readonly unknown[]): void {
  const tag = (field.number << 3) | wireTypeOf(field);
  if (field.kind === "int64" || field.kind === "int32" || field.kind === "float") {
    if (values.length === 0) return;
    writer.uint32(tag).fork();
    for (const value of values) writeValue(writer, field, value);
    writer.ldelim();
    return;
  }
  for (const value of values) {
    writer.uint32(tag);
    writeValue(writer, field, value);
  }
}

function writeFields(writer: Writer, name: MessageName, message: Message): void {
  for (const [key, field] of Object.entries(onnxSchema[name])) {
    const value = message[key];
    if (value === undefined) continue;
    if (field.repeated) {
      writeRepeated(writer, field, value as readonly unknown[]);
      continue;
    }
    writer.uint32((field.number << 3) | wireTypeOf(field));
    writeValue(writer, field, value);
  }
}

/** Protobuf bytes of a message, fields in the order of the schema, so that equal messages give equal bytes. */
export function encodeMessage(name: MessageName, message: Message): Uint8Array {
  const writer = protobuf.Writer.create();
  writeFields(writer, name, message);
  return writer.finish();
}
