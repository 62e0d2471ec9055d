import { extendHash } from "./rolling-hash.ts";

const SPACE = 32;
/** Classes share a key's lower digits; a hash has 31 bits, so keys stay exact in doubles. */
const CLASS_BASE = 4096;
/** Probability of a letter that was never seen, before any context: about one in the letters of all scripts. */
const UNSEEN = 1 / 5000;

/** What one letter n-gram says of one class. Arrays have one element per (n-gram, class) that occurred. */
export interface LetterWeights {
  readonly count: number;
  /** Rolling hash of the n-gram, in [0, 2³¹). */
  readonly hash: Int32Array;
  readonly cls: Int32Array;
  /** What its occurrence adds to the class's score, in nats: the mean of reading forwards and backwards. */
  readonly weight: Float64Array;
  /** How often it occurred. */
  readonly occurrences: Float64Array;
  /** How many letters it has. */
  readonly order: Uint8Array;
  /** Hash of the n-gram without its last letter; −1 for single letters. */
  readonly prefix: Int32Array;
  /** Nats that every letter, and every word, adds to each class. */
  readonly perLetter: Float64Array;
  readonly perWord: Float64Array;
}

/** Open addressing from (hash, class) to entry. */
class EntryTable {
  slots: Int32Array = new Int32Array(1 << 16).fill(-1);
  keys: Float64Array = new Float64Array(1 << 15);
  count = 0;

  find(key: number): number {
    const mask = this.slots.length - 1;
    for (let at = this.#home(key, mask); ; at = (at + 1) & mask) {
      const entry = this.slots[at]!;
      if (entry < 0) return -1;
      if (this.keys[entry] === key) return entry;
    }
  }

  /** The entry of a key, added where it is new. */
  add(key: number): number {
    if (2 * this.count >= this.slots.length) this.#grow();
    const mask = this.slots.length - 1;
    let at = this.#home(key, mask);
    for (; ; at = (at + 1) & mask) {
      const entry = this.slots[at]!;
      if (entry < 0) break;
      if (this.keys[entry] === key) return entry;
    }
    if (this.count === this.keys.length) this.keys = enlarged(this.keys);
    this.keys[this.count] = key;
    this.slots[at] = this.count;
    return this.count++;
  }

  #home(key: number, mask: number): number {
    const low = (key % 4294967296) | 0;
    const mixed = Math.imul(low ^ Math.floor(key / 4294967296), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & mask;
  }

  #grow(): void {
    const slots = new Int32Array(2 * this.slots.length).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.count; entry++) {
      let at = this.#home(this.keys[entry]!, mask);
      while (slots[at]! >= 0) at = (at + 1) & mask;
      slots[at] = entry;
    }
    this.slots = slots;
  }
}

function enlarged<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(2 * array.length);
  larger.set(array);
  return larger;
}

/** Counts letter n-grams per class, then turns them into weights. */
export class LetterCounts {
  readonly #longest: number;
  readonly #classes: number;
  readonly #table = new EntryTable();
  #occurrences = new Float64Array(1 << 15);
  #withoutFirst = new Float64Array(1 << 15);
  #withoutLast = new Float64Array(1 << 15);
  #order = new Uint8Array(1 << 15);

  /** @param longest - letters of the longest n-gram; @param classes - at most 4096. */
  constructor(longest: number, classes: number) {
    this.#longest = longest;
    this.#classes = classes;
  }

  /** Counts the n-grams of one word of a class, with the space at either side; the space alone counts once. */
  add(word: Int32Array, length: number, cls: number, times: number): void {
    const n = this.#longest;
    const symbols = new Int32Array(length + 2);
    symbols[0] = SPACE;
    for (let i = 0; i < length; i++) symbols[i + 1] = word[i]!;
    symbols[length + 1] = SPACE;
    const m = length + 2;
    const hashes = new Float64Array(m * n);
    for (let from = 0; from < m; from++) {
      for (let size = 1; size <= n && from + size <= m; size++) {
        const symbol = symbols[from + size - 1]!;
        hashes[from * n + size - 1] = size === 1 ? symbol : extendHash(hashes[from * n + size - 2]!, symbol);
      }
    }
    for (let from = 0; from < m; from++) {
      for (let size = 1; size <= n && from + size <= m; size++) {
        // One of the two spaces is given, the other predicted, whichever way the word is read.
        if (from === 0 && size === 1) continue;
        const withoutFirst = size === 1 ? -1 : hashes[(from + 1) * n + size - 2]! * CLASS_BASE + cls;
        const withoutLast = size === 1 ? -1 : hashes[from * n + size - 2]! * CLASS_BASE + cls;
        this.#count(hashes[from * n + size - 1]! * CLASS_BASE + cls, size, withoutFirst, withoutLast, times);
      }
    }
  }

  #count(key: number, order: number, withoutFirst: number, withoutLast: number, times: number): void {
    const before = this.#table.count;
    const entry = this.#table.add(key);
    if (entry === before) {
      if (entry === this.#order.length) {
        this.#occurrences = enlarged(this.#occurrences);
        this.#withoutFirst = enlarged(this.#withoutFirst);
        this.#withoutLast = enlarged(this.#withoutLast);
        this.#order = enlarged(this.#order);
      }
      this.#order[entry] = order;
      this.#withoutFirst[entry] = withoutFirst;
      this.#withoutLast[entry] = withoutLast;
    }
    this.#occurrences[entry]! += times;
  }

  /**
   * The log likelihood of a word is the sum of its n-grams' weights and of a constant for each letter and word. Read forwards, each
   * letter is predicted from those before it; backwards, from those behind it. Both use the same n-grams, so their mean costs nothing.
   * @param discounts - d by order, from order 1 on at index 1.
   */
  weights(discounts: readonly number[]): LetterWeights {
    const { count, keys } = this.#table;
    const cls = new Int32Array(count);
    const hash = new Int32Array(count);
    for (let e = 0; e < count; e++) {
      cls[e] = keys[e]! % CLASS_BASE;
      hash[e] = Math.floor(keys[e]! / CLASS_BASE);
    }
    // Backwards, the shorter n-gram is the one without the last letter and the context the one without the first.
    const forwards = this.#read(discounts, cls, this.#withoutFirst, this.#withoutLast);
    const backwards = this.#read(discounts, cls, this.#withoutLast, this.#withoutFirst);
    const mean = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => (value + b[at]!) / 2);
    const weight = mean(forwards.weight, backwards.weight);
    const perLetter = mean(forwards.perLetter, backwards.perLetter);
    const perWord = new Float64Array(this.#classes);
    for (let c = 0; c < this.#classes; c++) {
      const border = this.#table.find(SPACE * CLASS_BASE + c);
      if (border >= 0) perWord[c] = weight[border]!;
    }
    const prefix = Int32Array.from(this.#withoutLast.subarray(0, count), (key) => (key < 0 ? -1 : Math.floor(key / CLASS_BASE)));
    const order = this.#order.subarray(0, count);
    return { count, hash, cls, weight, occurrences: this.#occurrences.subarray(0, count), order, prefix, perLetter, perWord };
  }

  /**
   * What counts for an n-gram: how many different letters it continues, since shorter n-grams are asked where longer ones are not
   * known, and a frequent one may owe that to a single longer one. The longest, and those at a word's edge, continue nothing: their
   * occurrences count.
   */
  #continuations(shorter: Float64Array): Float64Array {
    const times = new Float64Array(this.#table.count);
    for (let e = 0; e < times.length; e++) {
      const entry = shorter[e]! < 0 ? -1 : this.#table.find(shorter[e]!);
      if (entry >= 0) times[entry]! += 1;
    }
    return times.map((different, e) => (different > 0 ? different : this.#occurrences[e]!));
  }

  /**
   * Interpolated Kneser–Ney smoothing in one direction: P(x | context) = max(c − d, 0) / h + λ · P(x | shorter context), where c is
   * what counts for the n-gram, h the sum of that over the context and λ the share that discounting set free.
   * @see Kneser and Ney (1995), "Improved backing-off for m-gram language modeling", ICASSP.
   */
  #read(
    discounts: readonly number[],
    cls: Int32Array,
    shorter: Float64Array,
    context: Float64Array,
  ): { weight: Float64Array; perLetter: Float64Array } {
    const { count } = this.#table;
    const classes = this.#classes;
    // Contexts are n-grams themselves; the empty one stands behind them, one per class.
    const total = new Float64Array(count + classes);
    const freed = new Float64Array(count + classes);
    const times = this.#continuations(shorter);
    const contextOf = new Int32Array(count);
    for (let e = 0; e < count; e++) {
      const entry = context[e]! < 0 ? count + cls[e]! : this.#table.find(context[e]!);
      contextOf[e] = entry;
      total[entry]! += times[e]!;
      freed[entry]! += Math.min(discounts[this.#order[e]!]!, times[e]!);
    }
    const weight = this.#climb(discounts, times, contextOf, shorter, total, freed);
    const perLetter = new Float64Array(classes);
    for (let c = 0; c < classes; c++) {
      if (total[count + c]! > 0) perLetter[c] = Math.log(freed[count + c]! / total[count + c]!);
    }
    return { weight, perLetter };
  }

  /** Probabilities from the shortest n-grams up, and what each adds to the log likelihood. */
  #climb(
    discounts: readonly number[],
    times: Float64Array,
    contextOf: Int32Array,
    shorter: Float64Array,
    total: Float64Array,
    freed: Float64Array,
  ): Float64Array {
    const { count } = this.#table;
    const probability = new Float64Array(count);
    const weight = new Float64Array(count);
    for (let order = 1; order <= this.#longest; order++) {
      for (let e = 0; e < count; e++) {
        if (this.#order[e] !== order) continue;
        const context = contextOf[e]!;
        const below = order === 1 ? UNSEEN : probability[this.#table.find(shorter[e]!)]!;
        const backedOff = (below * freed[context]!) / total[context]!;
        probability[e] = backedOff + (times[e]! - Math.min(discounts[order]!, times[e]!)) / total[context]!;
        // Two n-grams with one hash can make a circle in which nothing lies below: such an n-gram says nothing.
        if (!(backedOff > 0)) continue;
        weight[e] = Math.log(probability[e]! / backedOff);
        // As a context it hands the next letter down to shorter contexts with this factor.
        if (total[e]! > 0) weight[e]! += Math.log(freed[e]! / total[e]!);
      }
    }
    return weight;
  }
}
