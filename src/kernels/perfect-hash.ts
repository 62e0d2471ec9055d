/** Multipliers that spread keys: over buckets, over slots, and into fingerprints. Odd, so that no two keys meet. */
export const SPREAD_BUCKET = 0x6c8e9cf5;
export const SPREAD_SLOT = 0x5bd1e995;
export const SPREAD_MARK = 0x1b873593;

/** Keys per bucket, on average: more make a smaller table of multipliers and a longer search. */
const KEYS_PER_BUCKET = 4;
/** Share of the slots that hold a key. */
const LOAD = 0.97;
const MOST_MULTIPLIERS = 65_536;

/**
 * A function from known keys to different slots; other keys meet a slot too, and have to be told apart by what lies in it.
 * Bucket of a key: high part of key · SPREAD_BUCKET. Slot: high part of key · SPREAD_SLOT · (2m + 1), m the bucket's multiplier.
 */
export interface PerfectHash {
  readonly slots: number;
  /** Multiplier m of each bucket. */
  readonly multipliers: Uint16Array;
}

/** Most slots: products of 31 bits with a number of slots stay exact in doubles. */
export const MOST_SLOTS: number = 2 ** 22;

/** Where the upper 31 of 32 bits lie in [0, count) when their range is stretched over it. */
function scaled(bits: number, count: number): number {
  return Math.floor(((bits >>> 1) * count) / 2147483648);
}

/** The slot of a key in [0, 2³¹). */
export function slotOf({ slots, multipliers }: PerfectHash, key: number): number {
  const bucket = scaled(Math.imul(key, SPREAD_BUCKET), multipliers.length);
  return scaled(Math.imul(Math.imul(key, SPREAD_SLOT), 2 * multipliers[bucket]! + 1), slots);
}

/** A mark of 8 bits by which a slot's key is told from most others. */
export function markOf(key: number): number {
  return Math.imul(key, SPREAD_MARK) >>> 24;
}

/** Keys by bucket: `order[start[b]]` to `order[start[b + 1] - 1]` are the places of bucket b's keys. */
function groupByBucket(keys: Int32Array, buckets: number): { start: Int32Array; order: Int32Array } {
  const start = new Int32Array(buckets + 1);
  const bucket = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    bucket[i] = scaled(Math.imul(keys[i]!, SPREAD_BUCKET), buckets);
    start[bucket[i]! + 1]!++;
  }
  for (let b = 0; b < buckets; b++) start[b + 1]! += start[b]!;
  const next = start.slice();
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[bucket[i]!]!++] = keys[i]!;
  return { start, order };
}

/** Tries multipliers until all keys of a bucket meet free slots. @returns the multiplier, or −1 */
function settle(keys: Int32Array, from: number, to: number, taken: Uint8Array): number {
  const slots = taken.length;
  for (let m = 0; m < MOST_MULTIPLIERS; m++) {
    let at = from;
    for (; at < to; at++) {
      const slot = scaled(Math.imul(Math.imul(keys[at]!, SPREAD_SLOT), 2 * m + 1), slots);
      if (taken[slot] === 1) break;
      taken[slot] = 1;
    }
    if (at === to) return m;
    // Give back what this multiplier had taken.
    for (let undo = from; undo < at; undo++) taken[scaled(Math.imul(Math.imul(keys[undo]!, SPREAD_SLOT), 2 * m + 1), slots)] = 0;
  }
  return -1;
}

function attempt(keys: Int32Array, slots: number): PerfectHash | undefined {
  const buckets = Math.max(1, Math.ceil(keys.length / KEYS_PER_BUCKET));
  const { start, order } = groupByBucket(keys, buckets);
  const size = (b: number): number => start[b + 1]! - start[b]!;
  let fullest = 0;
  for (let b = 0; b < buckets; b++) fullest = Math.max(fullest, size(b));
  const taken = new Uint8Array(slots);
  const multipliers = new Uint16Array(buckets);
  for (let now = fullest; now > 0; now--) {
    for (let b = 0; b < buckets; b++) {
      if (size(b) !== now) continue;
      const m = settle(order, start[b]!, start[b + 1]!, taken);
      if (m < 0) return undefined;
      multipliers[b] = m;
    }
  }
  return { slots, multipliers };
}

/**
 * Finds a perfect hash by placing the fullest buckets first.
 * @param keys - different numbers in [0, 2³¹).
 * @see Belazzougui, Botelho and Dietzfelbinger (2009), "Hash, displace, and compress", ESA.
 */
export function perfectHash(keys: Int32Array): PerfectHash {
  for (let slots = Math.max(1, Math.ceil(keys.length / LOAD)); ; slots = Math.ceil(1.05 * slots) + 1) {
    const found = attempt(keys, slots);
    if (found !== undefined) return found;
  }
}
