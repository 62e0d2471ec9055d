/** Reduces records [length words, writer, count] in the order of words and writers to the number of writers of each n-gram. */
export class WriterCounts {
  readonly #length: number;
  readonly #blocks: Iterator<Int32Array>;
  #block: Int32Array;
  #at = 0;

  constructor(length: number, blocks: Iterator<Int32Array>) {
    this.#length = length;
    this.#blocks = blocks;
    this.#block = this.#pull();
  }

  /** Writers of the next n-gram; 0 behind the last. */
  next(): number {
    if (this.#block.length === 0) return 0;
    const width = this.#length + 2;
    const gram = this.#block.slice(this.#at, this.#at + this.#length);
    let writers = 0;
    for (;;) {
      for (let column = 0; column < this.#length; column++) if (this.#block[this.#at + column] !== gram[column]) return writers;
      writers++;
      this.#at += width;
      if (this.#at >= this.#block.length) {
        this.#block = this.#pull();
        if (this.#block.length === 0) return writers;
      }
    }
  }

  #pull(): Int32Array {
    this.#at = 0;
    const next = this.#blocks.next();
    return next.done === true ? new Int32Array(0) : next.value.slice();
  }
}
