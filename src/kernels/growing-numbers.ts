/** Numbers whose count is not known before: a typed array that doubles when it is full. */
export class GrowingNumbers<Numbers extends Int32Array | Float64Array> {
  readonly #make: (length: number) => Numbers;
  #data: Numbers;
  length = 0;

  /** @param make - an array of a length, filled with 0. */
  constructor(make: (length: number) => Numbers) {
    this.#make = make;
    this.#data = make(1024);
  }

  push(value: number): void {
    if (this.length === this.#data.length) this.#grow(this.length + 1);
    this.#data[this.length++] = value;
  }

  /** Adds `count` numbers from a place of another array. */
  append(source: Int32Array | Float64Array, from: number, count: number): void {
    if (this.length + count > this.#data.length) this.#grow(this.length + count);
    for (let i = 0; i < count; i++) this.#data[this.length + i] = source[from + i]!;
    this.length += count;
  }

  /** Multiplies the numbers from a place on. */
  scaleFrom(start: number, factor: number): void {
    for (let i = start; i < this.length; i++) this.#data[i]! *= factor;
  }

  /** What was added, as a view. */
  view(): Numbers {
    return this.#data.subarray(0, this.length) as Numbers;
  }

  #grow(least: number): void {
    const data = this.#make(Math.max(2 * this.#data.length, least));
    data.set(this.#data);
    this.#data = data;
  }
}
