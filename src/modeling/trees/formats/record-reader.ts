import type { FileFaults } from "./file-faults.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a parsed file that nobody vouches for, by name and expected kind; faults name the way to them. */
export class RecordReader {
  readonly #fields: Fields;
  readonly #path: string;
  readonly #faults: FileFaults;

  /** @throws MODELING_FILE_INVALID unless `value` is an object */
  constructor(value: unknown, path: string, faults: FileFaults) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
      faults.invalid(`"${path}" is no object.`);
    }
    this.#fields = value as Fields;
    this.#path = path;
    this.#faults = faults;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name);
  }

  #field(name: string): unknown {
    return this.has(name) ? this.#fields[name] : undefined;
  }

  object(name: string): RecordReader {
    return new RecordReader(this.#field(name), `${this.#path}.${name}`, this.#faults);
  }

  /** Text; `otherwise` where there is none. */
  text(name: string, otherwise?: string): string {
    const value = this.#field(name) ?? otherwise;
    if (typeof value === "string") return value;
    return this.#faults.invalid(`"${this.#path}.${name}" is no text.`);
  }

  /** A whole number of at least 0, written as a number or as text. @throws MODELING_FILE_INVALID, MODELING_FILE_TOO_LARGE */
  count(name: string, most: number, otherwise?: number): number {
    const value = this.#field(name) ?? otherwise;
    const count = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof count !== "number" || !Number.isInteger(count) || count < 0) {
      return this.#faults.invalid(`"${this.#path}.${name}" is ${JSON.stringify(value)?.slice(0, 40)}, no whole number.`);
    }
    if (count > most) this.#faults.tooLarge(`has ${count} as "${this.#path}.${name}"; ${most} is the most.`);
    return count;
  }

  list(name: string): readonly unknown[] {
    const value = this.#field(name);
    if (Array.isArray(value)) return value;
    return this.#faults.invalid(`"${this.#path}.${name}" is no list.`);
  }

  /** Numbers, null as NaN; as many as `length` where that is told. */
  numbers(name: string, length?: number): ArrayLike<number> {
    const value = this.#field(name);
    const isTyped = ArrayBuffer.isView(value) && !(value instanceof DataView);
    if (
      !isTyped &&
      !(Array.isArray(value) && value.every((each) => each === null || typeof each === "number" || typeof each === "boolean"))
    ) {
      return this.#faults.invalid(`"${this.#path}.${name}" is no list of numbers.`);
    }
    const list =
      Array.isArray(value) && value.includes(null) ? value.map((each) => each ?? Number.NaN) : (value as unknown as ArrayLike<number>);
    if (length !== undefined && list.length !== length) {
      this.#faults.invalid(`"${this.#path}.${name}" has ${list.length} numbers, not ${length}.`);
    }
    return list;
  }
}
