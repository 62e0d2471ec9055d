import { MillwrightError } from "../../errors/index.ts";

/** Arrays that a safetensors file can hold here. */
export type StoredData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint16Array | Uint8Array | Int8Array;

/** A named array with its shape. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: StoredData;
}

/** What a file holds. */
export interface StoredTensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Largest header that is read: 100 MB, as in the format's reference implementation. */
const largestHeader = 100_000_000;

interface Kind {
  readonly name: string;
  readonly bytes: number;
  readonly make: (buffer: ArrayBuffer) => StoredData;
}

const kinds: readonly Kind[] = [
  { name: "F32", bytes: 4, make: (buffer) => new Float32Array(buffer) },
  { name: "F64", bytes: 8, make: (buffer) => new Float64Array(buffer) },
  { name: "I32", bytes: 4, make: (buffer) => new Int32Array(buffer) },
  { name: "I64", bytes: 8, make: (buffer) => new BigInt64Array(buffer) },
  { name: "U16", bytes: 2, make: (buffer) => new Uint16Array(buffer) },
  { name: "U8", bytes: 1, make: (buffer) => new Uint8Array(buffer) },
  { name: "I8", bytes: 1, make: (buffer) => new Int8Array(buffer) },
];

function kindOf(data: StoredData): string {
  if (data instanceof Float32Array) return "F32";
  if (data instanceof Float64Array) return "F64";
  if (data instanceof Int32Array) return "I32";
  if (data instanceof BigInt64Array) return "I64";
  if (data instanceof Uint16Array) return "U16";
  return data instanceof Uint8Array ? "U8" : "I8";
}

function invalid(problem: string): MillwrightError {
  return new MillwrightError(
    "ONNX_TENSORS_INVALID",
    `the safetensors data is not valid: ${problem}.`,
    "Restore the file from a copy, or run the system again.",
  );
}

/** Product of a shape, or −1 where it is no shape. */
function elementsOf(shape: readonly unknown[]): number {
  let elements = 1;
  for (const size of shape) {
    if (typeof size !== "number" || !Number.isInteger(size) || size < 0) return -1;
    elements *= size;
  }
  return Number.isSafeInteger(elements) ? elements : -1;
}

/**
 * Writes named arrays in the safetensors format, in the order of their names: equal contents give equal bytes.
 * @throws ONNX_TENSORS_INVALID when a shape does not fit its array.
 * @see https://huggingface.co/docs/safetensors
 */
export function writeSafetensors(tensors: ReadonlyMap<string, StoredTensor>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: Record<string, unknown> = Object.create(null);
  if (Object.keys(metadata).length > 0) header["__metadata__"] = metadata;
  const parts: Uint8Array[] = [];
  let offset = 0;
  // Wide types first keeps every array aligned, as the format asks for.
  const order = [...tensors].sort(([a, x], [b, y]) => y.data.BYTES_PER_ELEMENT - x.data.BYTES_PER_ELEMENT || (a < b ? -1 : 1));
  for (const [name, { shape, data }] of order) {
    if (name === "__metadata__") throw invalid('a tensor may not be called "__metadata__"');
    if (elementsOf(shape) !== data.length)
      throw invalid(`tensor "${name}" has ${data.length} elements, its shape [${shape.join(", ")}] another number`);
    header[name] = { dtype: kindOf(data), shape, data_offsets: [offset, offset + data.byteLength] };
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8 + json.length, 8 + headerLength);
  file.set(json, 8);
  let at = 8 + headerLength;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

interface Entry {
  readonly name: string;
  readonly kind: Kind;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

function readEntry(name: string, value: unknown): Entry {
  if (typeof value !== "object" || value === null) throw invalid(`tensor "${name}" has no description`);
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = value as Record<string, unknown> & { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const kind = kinds.find((candidate) => candidate.name === dtype);
  if (kind === undefined)
    throw invalid(`tensor "${name}" has dtype ${JSON.stringify(dtype)}; allowed are ${kinds.map((known) => known.name).join(", ")}`);
  const elements = Array.isArray(shape) ? elementsOf(shape) : -1;
  if (elements < 0) throw invalid(`tensor "${name}" has shape ${JSON.stringify(shape)}`);
  const [from, to] = Array.isArray(offsets) && offsets.length === 2 ? (offsets as unknown[]) : [];
  if (typeof from !== "number" || typeof to !== "number" || !Number.isInteger(from) || from < 0 || to - from !== elements * kind.bytes) {
    throw invalid(`tensor "${name}" has offsets ${JSON.stringify(offsets)}, which do not fit its shape and dtype`);
  }
  return { name, kind, shape: shape as number[], from, to };
}

function readHeader(file: Uint8Array): { readonly header: Readonly<Record<string, unknown>>; readonly start: number } {
  if (file.length < 8) throw invalid(`it has ${file.length} bytes, a header needs 8`);
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (length > largestHeader || 8 + length > file.length) throw invalid(`its header would have ${length} bytes`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(file.subarray(8, 8 + length)));
  } catch {
    throw invalid("its header is not JSON");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) throw invalid("its header is not a JSON object");
  return { header: header as Record<string, unknown>, start: 8 + length };
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid("its metadata is not an object");
  for (const [key, inner] of Object.entries(value)) if (typeof inner !== "string") throw invalid(`metadata "${key}" is not text`);
  return value as Record<string, string>;
}

/**
 * Reads a safetensors file; copies every array, so the bytes may be let go.
 * Tensors must cover the data exactly: no overlap, no gap, nothing behind.
 * @throws ONNX_TENSORS_INVALID
 */
export function readSafetensors(given: Uint8Array): StoredTensors {
  // A Buffer's slice would share memory and keep its offset.
  const file = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const { header, start } = readHeader(file);
  const entries = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => readEntry(name, value))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const entry of entries) {
    if (entry.from !== end) throw invalid(`tensor "${entry.name}" starts at ${entry.from}, the one before ends at ${end}`);
    end = entry.to;
  }
  if (start + end !== file.length) throw invalid(`its tensors end at byte ${start + end}, the file at ${file.length}`);
  const tensors = new Map<string, StoredTensor>();
  for (const { name, kind, shape, from, to } of entries) {
    tensors.set(name, { shape, data: kind.make(file.slice(start + from, start + to).buffer) });
  }
  return { tensors, metadata: readMetadata(header["__metadata__"]) };
}
