// Parts the rows of a node by a split.

import { address, integer, shareStart } from "./arguments";
import { RESULTS, TO_BACK, TO_FRONT } from "./layout";
import { meet } from "./team";

// Arguments: 0 numbers of rows (0: all in order), 1 first of the node's among them, 2 how many, 3 bins of the column (a byte per row; two
// where the address is odd), 4 and 5 bins b with b − 4 < 5 (unsigned) go left, 6 or those of a table of bytes where it is not 0, 7 list to write,
// 8 list that parts of several threads are brought together in.

/** Writes the byte orders of TO_FRONT and TO_BACK. */
export function preparePartition(): void {
  for (let mask = 0; mask < 16; mask++) {
    let front = 0;
    let back = 3;
    for (let lane = 0; lane < 4; lane++) {
      const word: u32 = 0x03020100 + <u32>lane * 0x04040404;
      if (mask >> lane & 1) store<u32>(TO_FRONT + (<usize>(mask * 4 + front++) << 2), word);
      else store<u32>(TO_BACK + (<usize>(mask * 4 + back--) << 2), word);
    }
  }
}

/** Whether a row goes left by the table. */
@inline
function isMarked(table: usize, bins: usize, row: u32): bool {
  const bin = (bins & 1) === 0 ? <usize>load<u8>(bins + row) : <usize>load<u16>((bins & ~1) + (<usize>row << 1));
  return load<u8>(table + bin) !== 0;
}

/** Where threads leave how many of their rows went left. */
const WENT: usize = RESULTS + 64;

@inline
function wentOf(thread: i32): i32 {
  return load<i32>(WENT + (<usize>thread << 2));
}

@inline
function binAt(bins: usize, shift: usize, row: u32): usize {
  return shift === 0 ? <usize>load<u8>(bins + row) : <usize>load<u16>(bins + (<usize>row << 1));
}

/** What a table of bytes says of four rows' bins, in the first bytes. */
@inline
function lookUp(table: usize, bins: usize, shift: usize, rows: v128): v128 {
  let marks = v128.load8_lane(table + binAt(bins, shift, i32x4.extract_lane(rows, 0)), i8x16.splat(0), 0);
  marks = v128.load8_lane(table + binAt(bins, shift, i32x4.extract_lane(rows, 1)), marks, 1);
  marks = v128.load8_lane(table + binAt(bins, shift, i32x4.extract_lane(rows, 2)), marks, 2);
  return v128.load8_lane(table + binAt(bins, shift, i32x4.extract_lane(rows, 3)), marks, 3);
}

/**
 * Parts the rows into a list where one thread works, or else by way of it into the other. Results: how many go left, threads.
 */
export function partition(thread: i32, threads: i32): void {
  partShare(thread, threads);
  meet(threads);
  if (threads > 1) moveShare(thread, threads);
  if (thread > 0) return;
  let left = 0;
  for (let other = 0; other < threads; other++) left += wentOf(other);
  store<f64>(RESULTS, <f64>left);
  store<f64>(RESULTS + 8, <f64>threads);
}

/** A thread's share of the rows: those that go left are written from the front of the same stretch of the list, the others from its back. */
function partShare(thread: i32, threads: i32): void {
  const list = address(0), bins = address(3), table = address(6);
  const from = integer(4), span = integer(5);
  const start = integer(1) + shareStart(integer(2), thread, threads, 4);
  const stop = integer(1) + shareStart(integer(2), thread + 1, threads, 4);
  const front = address(7) + (<usize>start << 2);
  let left = front;
  let right = address(7) + (<usize>stop << 2);
  let at = start;
  const low = i8x16.splat(<i8>from);
  const width = i8x16.splat(<i8>span);
  // Whole vectors are written on both sides, so that at least eight places must be free.
  if (table !== 0) {
    const isWide = (bins & 1) !== 0;
    for (; at + 8 <= stop; at += 4) {
      const rows = list === 0 ? i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3)) : v128.load(list + (<usize>at << 2));
      const marks = isWide ? lookUp(table, bins & ~1, 1, rows) : lookUp(table, bins, 0, rows);
      const mask = i8x16.bitmask(i8x16.ne(marks, i8x16.splat(0)));
      v128.store(left, i8x16.relaxed_swizzle(rows, v128.load(TO_FRONT + (<usize>mask << 4))));
      v128.store(right - 16, i8x16.relaxed_swizzle(rows, v128.load(TO_BACK + (<usize>mask << 4))));
      const went = <usize>popcnt(mask) << 2;
      left += went;
      right -= 16 - went;
    }
  } else if (span < 256) {
    for (; at + 8 <= stop; at += 4) {
      let rows: v128;
      let four: v128;
      if (list === 0) {
        rows = i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3));
        four = v128.load32_zero(bins + at);
      } else {
        const place = list + (<usize>at << 2);
        rows = v128.load(place);
        four = v128.load8_lane(bins + load<u32>(place), i8x16.splat(0), 0);
        four = v128.load8_lane(bins + load<u32>(place, 4), four, 1);
        four = v128.load8_lane(bins + load<u32>(place, 8), four, 2);
        four = v128.load8_lane(bins + load<u32>(place, 12), four, 3);
      }
      const mask = i8x16.bitmask(i8x16.lt_u(i8x16.sub(four, low), width)) & 15;
      v128.store(left, i8x16.relaxed_swizzle(rows, v128.load(TO_FRONT + (<usize>mask << 4))));
      v128.store(right - 16, i8x16.relaxed_swizzle(rows, v128.load(TO_BACK + (<usize>mask << 4))));
      const went = <usize>popcnt(mask) << 2;
      left += went;
      right -= 16 - went;
    }
  }
  for (; at < stop; at++) {
    const row = list === 0 ? <u32>at : load<u32>(list + (<usize>at << 2));
    if (table === 0 ? <u32>(<i32>load<u8>(bins + row) - from) < <u32>span : isMarked(table, bins, row)) {
      store<u32>(left, row);
      left += 4;
    } else {
      right -= 4;
      store<u32>(right, row);
    }
  }
  store<i32>(WENT + (<usize>thread << 2), <i32>((left - front) >> 2));
}

/** Brings the parts of several threads together, in the order of the threads. */
function moveShare(thread: i32, threads: i32): void {
  const from = address(7), to = address(8);
  const first = integer(1), count = integer(2);
  let left = first;
  let right = first;
  for (let other = 0; other < threads; other++) right += wentOf(other);
  for (let other = 0; other < thread; other++) {
    const went = wentOf(other);
    left += went;
    right += shareStart(count, other + 1, threads, 4) - shareStart(count, other, threads, 4) - went;
  }
  const start = first + shareStart(count, thread, threads, 4);
  const stop = first + shareStart(count, thread + 1, threads, 4);
  const went = wentOf(thread);
  memory.copy(to + (<usize>left << 2), from + (<usize>start << 2), <usize>went << 2);
  memory.copy(to + (<usize>right << 2), from + (<usize>(start + went) << 2), <usize>(stop - start - went) << 2);
}
