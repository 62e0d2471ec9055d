import { GrowingNumbers, type TokenRuns } from "../../../kernels/index.ts";

/** Whole numbers to which more can be added; the given ones are copied. */
function growing(numbers: Int32Array): GrowingNumbers<Int32Array> {
  const all = new GrowingNumbers((length) => new Int32Array(length));
  all.append(numbers, 0, numbers.length);
  return all;
}

/** Documents as runs of term numbers, to which more can be added. */
export class GrowingTokens {
  readonly fields: number;
  readonly #tokens: GrowingNumbers<Int32Array>;
  readonly #starts: GrowingNumbers<Int32Array>;

  constructor(fields: number, tokens: Int32Array = new Int32Array(0), fieldStarts: Int32Array = Int32Array.of(0)) {
    this.fields = fields;
    this.#tokens = growing(tokens);
    this.#starts = growing(fieldStarts);
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
