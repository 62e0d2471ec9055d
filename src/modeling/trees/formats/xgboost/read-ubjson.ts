import type { FileFaults } from "../file-faults.ts";

/** A value of UBJSON: as of JSON, with typed arrays where the file has them. */
export type UbjsonValue = null | boolean | number | string | UbjsonArray | { readonly [key: string]: UbjsonValue };
export type UbjsonArray = readonly UbjsonValue[] | Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** Objects and lists within each other. */
const DEEPEST = 64;

/** Numbers by their letter: bytes, how one is read, and what holds many. */
const numberTypes = {
  i: [1, (view: DataView, at: number) => view.getInt8(at), Int8Array],
  U: [1, (view: DataView, at: number) => view.getUint8(at), Uint8Array],
  I: [2, (view: DataView, at: number) => view.getInt16(at), Int16Array],
  l: [4, (view: DataView, at: number) => view.getInt32(at), Int32Array],
  L: [8, (view: DataView, at: number) => Number(view.getBigInt64(at)), Float64Array],
  d: [4, (view: DataView, at: number) => view.getFloat32(at), Float32Array],
  D: [8, (view: DataView, at: number) => view.getFloat64(at), Float64Array],
} as const;

type NumberType = keyof typeof numberTypes;

const isNumberType = (type: string): type is NumberType => Object.hasOwn(numberTypes, type);

/** Reads values from bytes that nobody vouches for; memory stays in proportion to the bytes. */
class UbjsonReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #faults: FileFaults;
  #at = 0;

  constructor(bytes: Uint8Array, faults: FileFaults) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#faults = faults;
  }

  whole(): UbjsonValue {
    const value = this.#value(this.#letter(), 0);
    if (this.#at !== this.#bytes.length) this.#faults.invalid(`${this.#bytes.length - this.#at} bytes lie behind its end.`);
    return value;
  }

  /** Moves over some bytes. */
  #take(bytes: number): number {
    const at = this.#at;
    if (!(bytes >= 0 && bytes <= this.#bytes.length - at)) this.#faults.invalid(`it ends ${bytes} bytes short at byte ${at}.`);
    this.#at += bytes;
    return at;
  }

  #letter(): string {
    return String.fromCharCode(this.#bytes[this.#take(1)] ?? 0);
  }

  #peek(letter: string): boolean {
    if (this.#bytes[this.#at] !== letter.charCodeAt(0)) return false;
    this.#at += 1;
    return true;
  }

  #number(type: NumberType): number {
    const [width, read] = numberTypes[type];
    return read(this.#view, this.#take(width));
  }

  #count(): number {
    const type = this.#letter();
    const count = isNumberType(type) ? this.#number(type) : Number.NaN;
    if (!(Number.isInteger(count) && count >= 0)) this.#faults.invalid(`it has a length of ${count} at byte ${this.#at}.`);
    return count;
  }

  #text(): string {
    const length = this.#count();
    const from = this.#take(length);
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + from, length).toString("utf8");
  }

  #value(type: string, depth: number): UbjsonValue {
    if (depth > DEEPEST) this.#faults.tooLarge(`nests its values more than ${DEEPEST} deep.`);
    if (isNumberType(type)) return this.#number(type);
    switch (type) {
      case "S":
        return this.#text();
      case "C":
        return this.#letter();
      case "T":
        return true;
      case "F":
        return false;
      case "Z":
        return null;
      case "[":
        return this.#list(depth);
      case "{":
        return this.#object(depth);
      default:
        return this.#faults.invalid(`byte ${this.#at - 1} begins no value.`);
    }
  }

  #list(depth: number): UbjsonArray {
    if (this.#peek("$")) return this.#typedList();
    const values: UbjsonValue[] = [];
    if (this.#peek("#")) {
      // Each value takes a byte at least.
      const count = this.#count();
      if (count > this.#bytes.length - this.#at) this.#faults.invalid(`a list of ${count} values does not fit into it.`);
      while (values.length < count) values.push(this.#value(this.#letter(), depth + 1));
      return values;
    }
    for (let type = this.#letter(); type !== "]"; type = this.#letter()) values.push(this.#value(type, depth + 1));
    return values;
  }

  #typedList(): UbjsonArray {
    const type = this.#letter();
    if (!isNumberType(type) || !this.#peek("#")) return this.#faults.invalid(`byte ${this.#at} begins no list of numbers.`);
    const count = this.#count();
    const [width, read, List] = numberTypes[type];
    const from = this.#take(count * width);
    const list = new List(count);
    for (let i = 0; i < count; i++) list[i] = read(this.#view, from + i * width);
    return list;
  }

  #object(depth: number): UbjsonValue {
    const entries: [string, UbjsonValue][] = [];
    while (!this.#peek("}")) {
      const key = this.#text();
      entries.push([key, this.#value(this.#letter(), depth + 1)]);
    }
    return Object.fromEntries(entries);
  }
}

/**
 * Reads UBJSON: big-endian binary JSON, as XGBoost writes it.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_TOO_LARGE
 * @see https://ubjson.org
 */
export function readUbjson(bytes: Uint8Array, faults: FileFaults): UbjsonValue {
  return new UbjsonReader(bytes, faults).whole();
}
