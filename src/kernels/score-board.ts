/** Scores of the items of a catalogue while one question is answered; only touched items are ever visited. */
export class ScoreBoard {
  /** Length items; holds 0 where nothing was added. */
  readonly values: Float64Array;
  /** The touched items, in the order of their first score; the first `count` are in use. */
  readonly touched: Int32Array;
  count = 0;
  readonly #marks: Uint8Array;

  constructor(items: number) {
    this.values = new Float64Array(items);
    this.touched = new Int32Array(items);
    this.#marks = new Uint8Array(items);
  }

  /** Adds to an item's score. */
  add(item: number, value: number): void {
    if (this.#marks[item] === 0) {
      this.#marks[item] = 1;
      this.touched[this.count++] = item;
    }
    this.values[item]! += value;
  }

  /** Adds one value to each of items[from, to). */
  addRow(items: Int32Array, from: number, to: number, value: number): void {
    const { values, touched } = this;
    const marks = this.#marks;
    let count = this.count;
    for (let k = from; k < to; k++) {
      const item = items[k]!;
      if (marks[item] === 0) {
        marks[item] = 1;
        touched[count++] = item;
      }
      values[item]! += value;
    }
    this.count = count;
  }

  /** Sets an item's score back to 0; it stays touched. */
  zero(item: number): void {
    this.values[item] = 0;
  }

  /** Adds a value to every item; length items. */
  addAll(values: Float64Array | Float32Array): void {
    for (let item = 0; item < values.length; item++) this.add(item, values[item]!);
  }

  has(item: number): boolean {
    return this.#marks[item] === 1;
  }

  /** Forgets all scores; costs as much as there are touched items. */
  clear(): void {
    for (let n = 0; n < this.count; n++) {
      const item = this.touched[n]!;
      this.values[item] = 0;
      this.#marks[item] = 0;
    }
    this.count = 0;
  }
}
