import { PAD, SENTENCE_START } from "./ngram-words.ts";
import { RecordBuffer } from "./record-buffer.ts";

const BUFFERED = 8192;

/**
 * Turns counts of the longest n-grams into the adjusted counts of all orders: the longest keep how often they occurred, and so do
 * those that begin a sentence; every other one gets the number of different words that stand before it.
 * @see Chen and Goodman (1998), "An Empirical Study of Smoothing Techniques for Language Modeling"; Heafield et al. (2013), "Scalable
 * Modified Kneser-Ney Language Model Estimation", ACL.
 */
export class CountAdjuster {
  readonly #order: number;
  readonly #buffers: readonly RecordBuffer[];
  /** Count of the suffix of each length that is being collected, at [length − 1]. */
  readonly #running: Float64Array;
  readonly #last: Int32Array;
  #started = false;

  /** @param emit - gets records [length words, count] of one length, in no order that matters. */
  constructor(order: number, emit: (length: number, records: Int32Array) => void) {
    this.#order = order;
    this.#buffers = Array.from(
      { length: order },
      (_, below) => new RecordBuffer(below + 2, BUFFERED, (records) => emit(below + 1, records)),
    );
    this.#running = new Float64Array(order);
    this.#last = new Int32Array(order);
  }

  /** @param block - records [order words, count] in suffix order (the last word decides first), each once; PAD before short ones. */
  feed(block: Int32Array): void {
    const order = this.#order;
    const last = this.#last;
    const running = this.#running;
    for (let at = 0; at < block.length; at += order + 1) {
      let common = 0;
      if (this.#started) while (common < order && block[at + order - 1 - common] === last[order - 1 - common]) common++;
      if (this.#started) this.#close(common);
      this.#started = true;
      for (let column = 0; column < order; column++) last[column] = block[at + column]!;
      const count = block[at + order]!;
      // A suffix that is one word longer and new is one more word before the shorter one.
      for (let length = Math.max(1, common); length < order; length++) running[length - 1]! += 1;
      running[order - 1]! += count;
      for (let length = 1; length < order; length++) {
        if (last[order - length] === SENTENCE_START) running[length - 1] = count;
      }
    }
  }

  /** Hands on the n-grams that are still being collected. */
  finish(): void {
    if (this.#started) this.#close(0);
    this.#started = false;
    for (const buffer of this.#buffers) buffer.flush();
  }

  /** Hands on the suffixes of the last record that are longer than what it shares with the next one. */
  #close(common: number): void {
    const order = this.#order;
    for (let length = common + 1; length <= order; length++) {
      const first = this.#last[order - length]!;
      if (first !== PAD && !(length === 1 && first === SENTENCE_START)) {
        this.#buffers[length - 1]!.add(this.#last, order - length, this.#running[length - 1]!);
      }
      this.#running[length - 1] = 0;
    }
  }
}
