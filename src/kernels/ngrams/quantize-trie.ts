import type { NgramTrie } from "./ngram-trie.ts";

/** Values of a book: codes have 8 bits. */
const VALUES = 256;

/** Rounds in which values are moved to the means of what is nearest to them. */
const ROUNDS = 10;

/** Fills an ascending book: groups of about equally many values, whose means are then moved to where they err least (Lloyd 1982). */
function fillBook(values: Float32Array, book: Float32Array): void {
  const sorted = values.slice().sort();
  const running = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i++) running[i + 1] = running[i]! + sorted[i]!;
  const edges = new Int32Array(VALUES + 1);
  for (let code = 0; code <= VALUES; code++) edges[code] = Math.floor((code * sorted.length) / VALUES);
  for (let round = 0; round < ROUNDS; round++) {
    for (let code = 0; code < VALUES; code++) {
      const count = edges[code + 1]! - edges[code]!;
      // An empty group stays where the one before it is.
      book[code] =
        count > 0 ? (running[edges[code + 1]!]! - running[edges[code]!]!) / count : code > 0 ? book[code - 1]! : (sorted[0] ?? 0);
    }
    for (let code = 1; code < VALUES; code++) edges[code] = firstAbove(sorted, (book[code - 1]! + book[code]!) / 2);
  }
}

/** First place in ascending values that is above a limit. */
function firstAbove(sorted: Float32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Code of the nearest value of an ascending book. */
function nearestCode(book: Float32Array, value: number): number {
  let low = 0;
  let high = VALUES - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (book[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low > 0 && value - book[low - 1]! < book[low]! - value ? low - 1 : low;
}

/** Codes of all values of longer n-grams, with a book for each length from 2. */
function quantizeByLength(values: Float32Array, start: Int32Array, longest: number): { codes: Uint8Array; book: Float32Array } {
  const codes = new Uint8Array(values.length);
  const book = new Float32Array(Math.max(0, longest - 1) * VALUES);
  for (let length = 2; length <= longest; length++) {
    const own = book.subarray((length - 2) * VALUES, (length - 1) * VALUES);
    const from = start[length - 1]! - start[1]!;
    const to = start[length]! - start[1]!;
    fillBook(values.subarray(from, to), own);
    for (let node = from; node < to; node++) codes[node] = nearestCode(own, values[node]!);
  }
  return { codes, book };
}

/**
 * The same trie with probabilities and shares of longer n-grams in 8 bits each; probabilities then sum to 1 only nearly.
 * @see Federico and Bertoldi (2006), "How Many Bits Are Needed to Store Probabilities for Phrase-Based Translation?", WMT.
 */
export function quantizeTrie(trie: NgramTrie): NgramTrie {
  if (trie.probability instanceof Uint8Array || trie.backoff instanceof Uint8Array) return trie;
  const probability = quantizeByLength(trie.probability, trie.start, trie.order);
  const backoff = quantizeByLength(trie.backoff, trie.start, trie.order - 1);
  return {
    ...trie,
    probability: probability.codes,
    probabilityBook: probability.book,
    backoff: backoff.codes,
    backoffBook: backoff.book,
  };
}
