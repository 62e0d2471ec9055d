import { cellOf, type Table } from "../../data/index.ts";

/** Features by column and value, numbered as they are met. A text column has a feature for each word, others one for their value. */
export class FeatureCodes {
  readonly columns: readonly string[];
  readonly #words: ReadonlySet<string>;
  readonly #codes: Map<string, number>;
  /** Code of the first feature; lower codes are used for something else. */
  readonly #first: number;

  /**
   * @param words - columns whose values are split at spaces.
   * @param names - features that are known already.
   */
  constructor(columns: readonly string[], words: Iterable<string>, first: number, names: readonly string[] = []) {
    this.columns = columns;
    this.#words = new Set(words);
    this.#first = first;
    this.#codes = new Map(names.map((name, n) => [name, first + n]));
  }

  /** For columns of a table. @throws DATA_COLUMN_MISSING */
  static of(columns: readonly string[], table: Table | undefined, first: number): FeatureCodes {
    const texts = columns.filter((column) => table?.any(column).kind === "text");
    return new FeatureCodes(columns, texts, first);
  }

  get size(): number {
    return this.#first + this.#codes.size;
  }

  /** What another instance is made of. */
  get plain(): { readonly columns: readonly string[]; readonly words: readonly string[]; readonly names: readonly string[] } {
    return { columns: this.columns, words: [...this.#words], names: [...this.#codes.keys()] };
  }

  #namesOf(column: string, value: unknown): string[] {
    if (value === null || value === undefined) return [];
    const values = this.#words.has(column) ? String(value).split(/\s+/u) : [String(value)];
    return values.filter((one) => one !== "").map((one) => `${column}\u0000${one}`);
  }

  /** Codes of a row of a table, new ones for values that were not met before. */
  learnRow(table: Table, row: number): number[] {
    return this.columns.flatMap((column) =>
      this.#namesOf(column, cellOf(table.any(column), row)).map((name) => {
        const code = this.#codes.get(name) ?? this.size;
        this.#codes.set(name, code);
        return code;
      }),
    );
  }

  /** Codes of a request's context; a value that was never met says nothing. */
  ofContext(context: Readonly<Record<string, unknown>>): number[] {
    return this.columns.flatMap((column) => this.#namesOf(column, context[column]).flatMap((name) => this.#codes.get(name) ?? []));
  }
}
