// Sums of letter n-grams' weights by class, from tables that a perfect hash finds. `addLetterScores` says the same plainly.

const MODULUS: u64 = 2147483647;
const BASE: u64 = 1000003;
const SPREAD_BUCKET: u32 = 0x6c8e9cf5;
const SPREAD_SLOT: u32 = 0x5bd1e995;
const SPREAD_MARK: u32 = 0x1b873593;
const SPACE: u32 = 32;
const LAST_CODE_POINT: u32 = 0x10ffff;
const NOTHING: u32 = 253;
const IN_FEW: u32 = 254;
/** Sums of 16 bits hold the weights of this many n-grams, 8 bits each, even if one class stands six times in a row of few. */
const SAFE_SUMS: i32 = 42;

/** Where the upper 31 of 32 bits lie in [0, count) when their range is stretched over it. */
@inline
function scaled(bits: u32, count: u32): u32 {
  return <u32>((<u64>(bits >>> 1) * <u64>count) >> 31);
}

/** Slot of a key; a perfect hash is { slots, buckets, address of its multipliers }, three u32. */
@inline
function slotOf(hash: usize, key: u32): u32 {
  const bucket = scaled(key * SPREAD_BUCKET, load<u32>(hash, 4));
  const multiplier = <u32>load<u16>(<usize>load<u32>(hash, 8) + (<usize>bucket << 1));
  return scaled(key * SPREAD_SLOT * (2 * multiplier + 1), load<u32>(hash));
}

/** The hash of a sequence with one more element, modulo a Mersenne prime. */
@inline
function extendHash(hash: u32, element: u32): u32 {
  const product = <u64>hash * BASE + <u64>element;
  const folded = (product & MODULUS) + (product >> 31);
  return <u32>(folded >= MODULUS ? folded - MODULUS : folded);
}

@inline
function widen(sums: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const pair = v128.load(sums + at);
    const low = to + (at << 1);
    v128.store(low, i32x4.add(v128.load(low), i32x4.extend_low_i16x8_s(pair)));
    v128.store(low, i32x4.add(v128.load(low, 16), i32x4.extend_high_i16x8_s(pair)), 16);
    v128.store(sums + at, i64x2.splat(0));
  }
}

/**
 * Scores rows of letters; answers −1, or the first row that holds something else than code points (or 0 as padding).
 * letters: int64 [rows, length]. tables: six u32 of the hash of all n-grams, `few` and `many` by three, then the addresses of
 * their rows: {mark, class, weight, 0} of 4 bytes; six classes, six weights, four bytes of nothing; weights of all classes, padded
 * with zeros to `stride`, a multiple of 16. scratch: 6 · stride bytes of zeros. scores: float32 [rows, classes].
 */
export function letterScores(letters: usize, rows: i32, length: i32, longest: i32, tables: usize, classes: i32, stride: i32, scratch: usize, scores: usize): i32 {
  const entries = <usize>load<u32>(tables, 36);
  const fewRows = <usize>load<u32>(tables, 40);
  const manyRows = <usize>load<u32>(tables, 44);
  const bytes = <usize>stride << 1;
  const totals = scratch + bytes;
  for (let row = 0; row < rows; row++) {
    let added = 0;
    const end = letters + (<usize>length << 3);
    for (let first = letters; first < end; first += 8) {
      if (load<u64>(first) > <u64>LAST_CODE_POINT) return row;
      let hash = load<u32>(first);
      if (hash < SPACE) continue;
      const stop = min<usize>(end, first + (<usize>longest << 3));
      for (let last = first; last < stop; last += 8) {
        if (last > first) {
          const letter = load<u32>(last);
          if (letter == 0 || (last > first + 8 && load<u32>(last - 8) <= SPACE)) break;
          hash = extendHash(hash, letter);
        } else if (hash == SPACE) continue;
        const entry = load<u32>(entries + (<usize>slotOf(tables, hash) << 2));
        const place = (entry >>> 8) & 255;
        if ((entry & 255) != (hash * SPREAD_MARK) >>> 24 || place == NOTHING) break;
        if (place < NOTHING) {
          const sum = scratch + (<usize>place << 1);
          store<i16>(sum, <i16>(<i32>load<i16>(sum) + <i32>(<i8>(entry >>> 16))));
        } else if (place == IN_FEW) {
          const at = fewRows + (<usize>slotOf(tables + 12, hash) << 4);
          for (let k: usize = 0; k < 6; k++) {
            const sum = scratch + (<usize>load<u8>(at + k) << 1);
            store<i16>(sum, <i16>(<i32>load<i16>(sum) + <i32>load<i8>(at + k, 6)));
          }
        } else {
          const at = manyRows + <usize>slotOf(tables + 24, hash) * <usize>stride;
          for (let k: usize = 0; k < <usize>stride; k += 16) {
            const weights = v128.load(at + k);
            const sums = scratch + (k << 1);
            v128.store(sums, i16x8.add(v128.load(sums), i16x8.extend_low_i8x16_s(weights)));
            v128.store(sums, i16x8.add(v128.load(sums, 16), i16x8.extend_high_i8x16_s(weights)), 16);
          }
        }
        if (++added == SAFE_SUMS) {
          widen(scratch, totals, bytes);
          added = 0;
        }
      }
    }
    widen(scratch, totals, bytes);
    for (let k: usize = 0; k < <usize>classes; k++) store<f32>(scores + (k << 2), <f32>load<i32>(totals + (k << 2)));
    memory.fill(totals, 0, <usize>stride << 2);
    scores += <usize>classes << 2;
    letters = end;
  }
  return -1;
}
