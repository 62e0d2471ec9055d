/** Collects records of one width and hands them on whenever it is full. */
export class RecordBuffer {
  readonly width: number;
  readonly #data: Int32Array;
  readonly #flush: (records: Int32Array) => void;
  #used = 0;

  /** @param flush - gets a view that is overwritten afterwards. */
  constructor(width: number, records: number, flush: (records: Int32Array) => void) {
    this.width = width;
    this.#data = new Int32Array(width * records);
    this.#flush = flush;
  }

  /** Adds `width − 1` numbers from a place of an array, and one more. */
  add(source: Int32Array, at: number, last: number): void {
    if (this.#used === this.#data.length) this.flush();
    const data = this.#data;
    const copied = this.width - 1;
    for (let column = 0; column < copied; column++) data[this.#used + column] = source[at + column]!;
    data[this.#used + copied] = last;
    this.#used += this.width;
  }

  /** Hands on what is left. */
  flush(): void {
    if (this.#used > 0) this.#flush(this.#data.subarray(0, this.#used));
    this.#used = 0;
  }
}
