import type { FileFaults } from "../file-faults.ts";

const words: Readonly<Record<string, number>> = { inf: Infinity, "-inf": -Infinity, nan: Number.NaN, "-nan": Number.NaN };

function toNumber(text: string): number {
  return words[text] ?? (text === "" ? Number.NaN : Number(text));
}

/** Lines "name=value" of a part of the file; what is there stands for nothing yet. */
export class TextFields {
  readonly #values = new Map<string, string>();
  readonly #faults: FileFaults;
  readonly #part: string;

  /** @param part - "tree 3", for faults. */
  constructor(lines: readonly string[], part: string, faults: FileFaults) {
    for (const line of lines) {
      const equals = line.indexOf("=");
      const name = equals < 0 ? line : line.slice(0, equals);
      if (line !== "" && !this.#values.has(name)) this.#values.set(name, equals < 0 ? "" : line.slice(equals + 1));
    }
    this.#faults = faults;
    this.#part = part;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** A whole number in [least, most]. */
  count(name: string, least: number, most: number, otherwise?: number): number {
    const text = this.#values.get(name);
    const value = text === undefined ? (otherwise ?? Number.NaN) : toNumber(text.trim());
    if (!Number.isInteger(value) || value < least) this.#faults.invalid(`"${name}" of ${this.#part} is ${text?.slice(0, 40)}.`);
    if (value > most) this.#faults.tooLarge(`has ${value} as "${name}" of ${this.#part}; ${most} is the most.`);
    return value;
  }

  /** As many numbers as told; NaN where a word is none. None where the line is empty or missing and need not be there. */
  numbers(name: string, length: number, optional = false): Float64Array {
    const text = this.#values.get(name)?.trim();
    if (optional && (text === undefined || text === "")) return new Float64Array(0);
    const parts = text === undefined || text === "" ? [] : text.split(/\s+/);
    if (parts.length !== length) this.#faults.invalid(`"${name}" of ${this.#part} has ${parts.length} numbers, not ${length}.`);
    return Float64Array.from(parts, toNumber);
  }
}
