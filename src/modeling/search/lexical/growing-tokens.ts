import type { TokenRuns } from "../../../kernels/index.ts";

/** An array of whole numbers that grows. */
class GrowingNumbers {
  #values: Int32Array<ArrayBuffer>;
  #length: number;

  constructor(values: Int32Array) {
    this.#values = values.slice();
    this.#length = values.length;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(Math.max(1024, 2 * this.#length));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  view(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** Documents as runs of term numbers, to which more can be added. */
export class GrowingTokens {
  readonly fields: number;
  readonly #tokens: GrowingNumbers;
  readonly #starts: GrowingNumbers;

  constructor(fields: number, tokens: Int32Array = new Int32Array(0), fieldStarts: Int32Array = Int32Array.of(0)) {
    this.fields = fields;
    this.#tokens = new GrowingNumbers(tokens);
    this.#starts = new GrowingNumbers(fieldStarts);
  }

  get documents(): number {
    return (this.#starts.length - 1) / this.fields;
  }

  /** Adds one document, a list of terms for each field. */
  push(fields: readonly (readonly number[])[]): void {
    for (const terms of fields) {
      for (const term of terms) this.#tokens.push(term);
      this.#starts.push(this.#tokens.length);
    }
  }

  /** Views that hold until the next push. */
  runs(): TokenRuns {
    return { documents: this.documents, fields: this.fields, tokens: this.#tokens.view(), fieldStarts: this.#starts.view() };
  }

  /** Terms of one document, all fields one behind the other. */
  document(number: number): Int32Array {
    const { tokens, fieldStarts } = this.runs();
    return tokens.subarray(fieldStarts[number * this.fields] ?? 0, fieldStarts[(number + 1) * this.fields] ?? 0);
  }

  /** One document alone. */
  only(number: number): TokenRuns {
    const { tokens, fieldStarts } = this.runs();
    const starts = fieldStarts.slice(number * this.fields, (number + 1) * this.fields + 1);
    const from = starts[0] ?? 0;
    const to = starts[this.fields] ?? 0;
    return { documents: 1, fields: this.fields, tokens: tokens.subarray(from, to), fieldStarts: starts.map((start) => start - from) };
  }
}
