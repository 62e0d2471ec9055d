import type { UbjsonValue } from "./read-ubjson.ts";

/** Letter of the elements, bytes of one, and how it is written. */
function layoutOf(
  list: ArrayBufferView,
): readonly [letter: string, width: number, write: (view: DataView, at: number, value: number) => void] {
  if (list instanceof Float32Array) return ["d", 4, (view, at, value) => view.setFloat32(at, value)];
  if (list instanceof Int32Array) return ["l", 4, (view, at, value) => view.setInt32(at, value)];
  // Whole numbers of 64 bits are kept as doubles.
  if (list instanceof Float64Array) return ["L", 8, (view, at, value) => view.setBigInt64(at, BigInt(value))];
  return ["U", 1, (view, at, value) => view.setUint8(at, value)];
}

class UbjsonWriter {
  readonly #parts: Buffer[] = [];

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #letter(letter: string): void {
    this.#parts.push(Buffer.from(letter, "latin1"));
  }

  #length(value: number): void {
    const bytes = Buffer.alloc(9);
    bytes.write("L", "latin1");
    bytes.writeBigInt64BE(BigInt(value), 1);
    this.#parts.push(bytes);
  }

  #text(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    this.#length(bytes.length);
    this.#parts.push(bytes);
  }

  value(value: UbjsonValue): void {
    if (typeof value === "string") {
      this.#letter("S");
      this.#text(value);
    } else if (typeof value === "number") this.#length(value);
    else if (value === null || typeof value === "boolean") this.#letter(value === null ? "Z" : value ? "T" : "F");
    else if (ArrayBuffer.isView(value)) this.#typedList(value as Float32Array);
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value as { readonly [key: string]: UbjsonValue });
  }

  #list(list: readonly UbjsonValue[]): void {
    this.#letter("[#");
    this.#length(list.length);
    for (const value of list) this.value(value);
  }

  #typedList(list: Float32Array): void {
    const [letter, width, write] = layoutOf(list);
    this.#letter(`[$${letter}#`);
    this.#length(list.length);
    const bytes = Buffer.alloc(list.length * width);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    list.forEach((value, at) => {
      write(view, at * width, value);
    });
    this.#parts.push(bytes);
  }

  #object(object: { readonly [key: string]: UbjsonValue }): void {
    this.#letter("{");
    for (const [key, value] of Object.entries(object)) {
      this.#text(key);
      this.value(value);
    }
    this.#letter("}");
  }
}

/** UBJSON of a value whose numbers outside of typed arrays are whole; a Float64Array stands for whole numbers of 64 bits. */
export function writeUbjson(value: UbjsonValue): Uint8Array {
  const writer = new UbjsonWriter();
  writer.value(value);
  return writer.bytes();
}
