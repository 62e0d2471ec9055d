import { GrowingNumbers } from "../growing-numbers.ts";

/** Contexts that longer n-grams stand in, in the order of their words. */
export interface ContextList {
  /** Row-major [contexts, length of a context]. */
  readonly words: Int32Array;
  /** Share of probability that each gives to shorter contexts. */
  readonly gamma: Float64Array;
  /** How many n-grams are kept in each. */
  readonly children: Int32Array;
}

/** What is known of the n-grams of one length that are kept, in the order of their words. */
export interface EstimatedOrder {
  readonly length: number;
  /** Last word of each. */
  readonly words: Int32Array;
  /** Discounted share of each in its context, before what shorter contexts add. */
  readonly own: Float64Array;
  /** As contexts: share that they pass on, and how many longer n-grams stand in them. */
  readonly gamma: Float64Array;
  readonly children: Int32Array;
  /** The contexts that these stand in. */
  readonly contexts: ContextList;
}

/** Which n-grams of a length are kept, and what is taken off their counts. */
export interface OrderRule {
  readonly length: number;
  /** Taken off counts of 1, 2, and 3 or more; the first element is 0. */
  readonly discounts: Float64Array;
  /** Counts below are left out, unless a longer n-gram needs them. */
  readonly minimumCount: number;
  /** How many different people wrote the next n-gram; all are kept where absent. */
  readonly writers?: { readonly next: () => number; readonly minimum: number };
  /** Contexts of the next longer n-grams; absent for the longest. */
  readonly longer?: ContextList;
}

/** Estimates the n-grams of one length, which come with their adjusted counts in the order of their words. */
export class OrderEstimator {
  readonly #rule: OrderRule;
  readonly #words = new GrowingNumbers((length) => new Int32Array(length));
  readonly #own = new GrowingNumbers((length) => new Float64Array(length));
  readonly #gamma = new GrowingNumbers((length) => new Float64Array(length));
  readonly #children = new GrowingNumbers((length) => new Int32Array(length));
  readonly #contextWords = new GrowingNumbers((length) => new Int32Array(length));
  readonly #contextGamma = new GrowingNumbers((length) => new Float64Array(length));
  readonly #contextChildren = new GrowingNumbers((length) => new Int32Array(length));
  readonly #context: Int32Array;
  #open = false;
  #total = 0;
  #keptMass = 0;
  #groupStart = 0;
  #longerAt = 0;

  constructor(rule: OrderRule) {
    this.#rule = rule;
    this.#context = new Int32Array(rule.length - 1);
  }

  /** @param block - records [length words, adjusted count], each n-gram once, in the order of their words over all blocks. */
  feed(block: Int32Array): void {
    const { length, discounts, minimumCount, writers } = this.#rule;
    for (let at = 0; at < block.length; at += length + 1) {
      if (!this.#open || !this.#sameContext(block, at)) this.#enter(block, at);
      const count = block[at + length]!;
      this.#total += count;
      const needed = this.#neededAsContext(block, at);
      const common = writers === undefined || writers.next() >= writers.minimum;
      if (!needed && !(common && count >= minimumCount)) continue;
      const mass = count - discounts[Math.min(count, 3)]!;
      this.#keptMass += mass;
      this.#words.push(block[at + length - 1]!);
      this.#own.push(mass);
      this.#gamma.push(needed ? this.#rule.longer!.gamma[this.#longerAt]! : 1);
      this.#children.push(needed ? this.#rule.longer!.children[this.#longerAt]! : 0);
      if (needed) this.#longerAt++;
    }
  }

  finish(): EstimatedOrder {
    if (this.#open) this.#leave();
    return {
      length: this.#rule.length,
      words: this.#words.view(),
      own: this.#own.view(),
      gamma: this.#gamma.view(),
      children: this.#children.view(),
      contexts: { words: this.#contextWords.view(), gamma: this.#contextGamma.view(), children: this.#contextChildren.view() },
    };
  }

  #sameContext(block: Int32Array, at: number): boolean {
    for (let column = 0; column < this.#context.length; column++) if (block[at + column] !== this.#context[column]) return false;
    return true;
  }

  #enter(block: Int32Array, at: number): void {
    if (this.#open) this.#leave();
    this.#open = true;
    for (let column = 0; column < this.#context.length; column++) this.#context[column] = block[at + column]!;
    this.#total = 0;
    this.#keptMass = 0;
    this.#groupStart = this.#own.length;
  }

  /** Turns the counts of a context into shares, and keeps the context where it has n-grams. */
  #leave(): void {
    const kept = this.#own.length - this.#groupStart;
    if (kept === 0) return;
    this.#own.scaleFrom(this.#groupStart, 1 / this.#total);
    this.#contextWords.append(this.#context, 0, this.#context.length);
    this.#contextGamma.push((this.#total - this.#keptMass) / this.#total);
    this.#contextChildren.push(kept);
  }

  /** Whether the next context of longer n-grams is this very n-gram. Single words are joined by their ids instead. */
  #neededAsContext(block: Int32Array, at: number): boolean {
    const { longer, length } = this.#rule;
    if (longer === undefined || length === 1 || this.#longerAt >= longer.gamma.length) return false;
    for (let column = 0; column < length; column++) {
      if (longer.words[this.#longerAt * length + column] !== block[at + column]) return false;
    }
    return true;
  }
}
