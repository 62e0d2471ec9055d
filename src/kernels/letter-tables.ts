import type { LetterWeights } from "./letter-model.ts";
import { MOST_SLOTS, markOf, type PerfectHash, perfectHash, slotOf } from "./perfect-hash.ts";

const SPACE = 32;
/** Classes of an n-gram that keeps (class, weight) pairs; n-grams of more keep a weight for every class. */
export const FEW = 6;
/** What stands in place of a class: look in the second table, look in the third, nothing here. */
export const IN_FEW = 254;
export const IN_MANY = 255;
export const NOTHING = 253;

/**
 * Weights of n-grams, small: most n-grams occur in one class and lie in their slot; those of a few classes, and those of many, lie
 * in tables of their own. Whole numbers of 8 bits, in steps. With every n-gram the tables hold the one without its last letter.
 */
export interface LetterTables {
  readonly classes: number;
  /** Slots of all n-grams, with one behind them that holds nothing. */
  readonly hash: PerfectHash;
  readonly mark: Uint8Array;
  readonly cls: Uint8Array;
  readonly weight: Int8Array;
  /** N-grams of 2 to `FEW` classes: [slots + 1, FEW] each; the last row and free places weigh 0. */
  readonly fewHash: PerfectHash;
  readonly fewClass: Uint8Array;
  readonly fewWeight: Int8Array;
  /** N-grams of more classes: [slots + 1, classes]; the last row is 0. */
  readonly manyHash: PerfectHash;
  readonly manyWeight: Int8Array;
}

/** Tables with what became of the n-grams. */
export interface PackedLetterTables extends LetterTables {
  /** N-grams that are kept, and those that were learned. */
  readonly kept: number;
  readonly learned: number;
}

/** Places of equal keys side by side, keys ascending (least significant digits first). */
function orderOf(keys: Int32Array): Int32Array {
  let order = Int32Array.from({ length: keys.length }, (_, i) => i);
  for (const shift of [0, 11, 22]) {
    const start = new Int32Array(2049);
    for (let i = 0; i < keys.length; i++) start[((keys[i]! >>> shift) & 2047) + 1]!++;
    for (let digit = 0; digit < 2048; digit++) start[digit + 1]! += start[digit]!;
    const next = new Int32Array(keys.length);
    for (const place of order) next[start[(keys[place]! >>> shift) & 2047]!++] = place;
    order = next;
  }
  return order;
}

/** Entries by n-gram. */
interface Grams {
  readonly entry: Int32Array;
  readonly start: Int32Array;
  readonly hash: Int32Array;
}

/** A single space is left out: each word counts it once. */
function groupByHash({ count, hash }: LetterWeights): Grams {
  const entry = orderOf(hash.subarray(0, count)).filter((e) => hash[e] !== SPACE);
  const starts: number[] = [];
  for (let k = 0; k < entry.length; k++) {
    if (k === 0 || hash[entry[k]!] !== hash[entry[k - 1]!]) starts.push(k);
  }
  starts.push(entry.length);
  const start = Int32Array.from(starts);
  return { entry, start, hash: start.subarray(0, -1).map((k) => hash[entry[k]!]!) };
}

/** Place of a hash among ascending ones, or −1. */
function find(hashes: Int32Array, hash: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === hash ? low : -1;
}

/** Bytes that an n-gram of so many classes takes. */
function bytesOf(entries: number, classes: number): number {
  const own = 3 / 0.97 + 0.5;
  return entries === 1 ? own : own + 0.5 + (entries <= FEW ? 2 * FEW : classes) / 0.97;
}

/**
 * What each n-gram says (Σ occurrences · |weight| over its classes) for each byte that it takes; at least as much as any n-gram that
 * begins with it, so that what is kept is closed under leaving out the last letter.
 */
function worthOf(grams: Grams, weights: LetterWeights, classes: number): Float64Array {
  const count = grams.hash.length;
  const worth = new Float64Array(count);
  const order = new Uint8Array(count);
  const prefix = new Int32Array(count);
  for (let gram = 0; gram < count; gram++) {
    const from = grams.start[gram]!;
    const to = grams.start[gram + 1]!;
    for (let k = from; k < to; k++) worth[gram]! += weights.occurrences[grams.entry[k]!]! * Math.abs(weights.weight[grams.entry[k]!]!);
    worth[gram]! /= bytesOf(to - from, classes);
    order[gram] = weights.order[grams.entry[from]!]!;
    prefix[gram] = weights.prefix[grams.entry[from]!]!;
  }
  const longest = order.reduce((most, size) => Math.max(most, size), 1);
  for (let size = longest; size > 1; size--) {
    for (let gram = 0; gram < count; gram++) {
      if (order[gram] !== size) continue;
      const shorter = find(grams.hash, prefix[gram]!);
      if (shorter >= 0) worth[shorter] = Math.max(worth[shorter]!, worth[gram]!);
    }
  }
  return worth;
}

/** The n-grams that fit into the budget, the worthiest first. */
function choose(grams: Grams, worth: Float64Array, classes: number, bytes: number): Int32Array {
  // Ties are rare but for chains of prefixes, which have to be taken together: all of the last worth, or none.
  const sorted = Float64Array.from(worth).sort();
  const sizes = (least: number): number => {
    let sum = 0;
    for (let gram = 0; gram < worth.length; gram++) {
      if (worth[gram]! >= least) sum += bytesOf(grams.start[gram + 1]! - grams.start[gram]!, classes);
    }
    return sum;
  };
  let low = Math.max(0, sorted.length - Math.floor(0.9 * MOST_SLOTS));
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sizes(sorted[middle]!) <= bytes) high = middle;
    else low = middle + 1;
  }
  const least = sorted[low] ?? Number.POSITIVE_INFINITY;
  const chosen: number[] = [];
  for (let gram = 0; gram < worth.length; gram++) if (worth[gram]! >= least) chosen.push(gram);
  return Int32Array.from(chosen);
}

/**
 * Keeps the n-grams that say most for their bytes.
 * @param settings - bytes: of all tables; step: nats of one step of the stored whole numbers, which reach ±127 steps.
 */
export function packLetterTables(weights: LetterWeights, classes: number, settings: { bytes: number; step: number }): PackedLetterTables {
  const grams = groupByHash(weights);
  const kept = choose(grams, worthOf(grams, weights, classes), classes, settings.bytes);
  const entries = (gram: number): number => grams.start[gram + 1]! - grams.start[gram]!;
  const hashOf = (gram: number): number => grams.hash[gram]!;
  const few = kept.filter((gram) => entries(gram) > 1 && entries(gram) <= FEW);
  const many = kept.filter((gram) => entries(gram) > FEW);
  const hash = perfectHash(kept.map(hashOf));
  const fewHash = perfectHash(few.map(hashOf));
  const manyHash = perfectHash(many.map(hashOf));
  const mark = new Uint8Array(hash.slots + 1);
  const cls = new Uint8Array(hash.slots + 1).fill(NOTHING);
  const weight = new Int8Array(hash.slots + 1);
  const fewClass = new Uint8Array((fewHash.slots + 1) * FEW);
  const fewWeight = new Int8Array((fewHash.slots + 1) * FEW);
  const manyWeight = new Int8Array((manyHash.slots + 1) * classes);
  const stored = (entry: number): number => Math.max(-127, Math.min(127, Math.round(weights.weight[entry]! / settings.step)));
  for (const gram of kept) {
    const slot = slotOf(hash, hashOf(gram));
    const first = grams.start[gram]!;
    const count = entries(gram);
    mark[slot] = markOf(hashOf(gram));
    cls[slot] = count === 1 ? weights.cls[grams.entry[first]!]! : count <= FEW ? IN_FEW : IN_MANY;
    if (count === 1) weight[slot] = stored(grams.entry[first]!);
    const row = count === 1 ? 0 : slotOf(count <= FEW ? fewHash : manyHash, hashOf(gram));
    for (let k = 0; count > 1 && k < count; k++) {
      const entry = grams.entry[first + k]!;
      if (count > FEW) manyWeight[row * classes + weights.cls[entry]!] = stored(entry);
      else {
        fewClass[row * FEW + k] = weights.cls[entry]!;
        fewWeight[row * FEW + k] = stored(entry);
      }
    }
  }
  return {
    classes,
    hash,
    mark,
    cls,
    weight,
    fewHash,
    fewClass,
    fewWeight,
    manyHash,
    manyWeight,
    kept: kept.length,
    learned: grams.hash.length,
  };
}
