// Histograms of a node's rows, its sibling's by subtraction, and the best split of both per column.
//
// A bin is one int64: the sum of whole-number gradients in the upper 32 bits (signed), of hessians in the lower 32. Both keep within
// 2^30, so one addition adds both and neither runs into the other. The quantised mode counts in int32 with 16 bits each first.
//
// Rows lie in records of 32 bytes, two halves of up to 16 columns each; the last record has 16 bytes where its second half is missing.
// Rows of a node are gathered block by block into scratch, which replaces the prefetching that WebAssembly lacks, then counted by
// unrolled loops (generated/accumulate.ts).

import { address, integer, shareStart } from "./arguments";
import { forgetScores, scanBoth } from "./column-splits";
import { gatherBoth, gatherGradients, gatherHalf } from "./gather";
import { accumulateExact, accumulateQuantised } from "./generated/accumulate";
import {
  BLOCK_ROWS, COLUMN_BYTES, GATHERED, GATHERED_BYTES, GATHERED_GRADIENTS, HALF_BYTES, HISTOGRAM, SMALL_HALF_BYTES, SMALL_HISTOGRAM, THREAD_BYTES,
} from "./layout";
import { countSparseRows } from "./sparse-rows";
import { candidatePlace, halfEntry, movedBins, placeOf, wideBins } from "./tables";
import { meet, takeTask } from "./team";
import { countWideColumn } from "./wide-columns";

// Arguments; scores' own stand in column-splits.ts.
// 0 records, 1 rows in all, 2 halves, 3 packed gradients, 4 whether quantised, 5 rows that int32 bins hold, 6 numbers of rows (0: all rows
// in order), 7 first of the node's among them, 8 how many, 9 slot to write, 10 slot of the parent, which becomes the sibling's (0: none),
// 11 table of columns, 12 table of halves, 13 and 14 which columns to scan of the node and its sibling (bytes; 0: none at all),
// 15 wide columns, 16 whether threads share rows, not halves, 43 room for gradients in the node's order or 0,
// 46 columns, 47 table of blocks of columns where rows are lists (sparse-rows.ts), or 0, 48 blocks, 49 and 50 sums of the counted node.

// Kinds of tasks that threads take.
const WIDE_TASK: i32 = 0;
const OTHER_TASK: i32 = 1;
/** Rows of a task; no more than int32 bins hold. */
const MOST_TASK_ROWS: i32 = 3072;
const LEAST_TASK_ROWS: i32 = 256;

@inline
function scratchOf(thread: i32, half: i32, column: i32): usize {
  return HISTOGRAM + <usize>thread * THREAD_BYTES + <usize>(half & 1) * HALF_BYTES + <usize>column * COLUMN_BYTES;
}

/** Adds a half's int32 bins to its int64 bins and clears them. */
function widenBins(thread: i32, half: i32, width: i32): void {
  let from = SMALL_HISTOGRAM + <usize>thread * THREAD_BYTES + <usize>half * SMALL_HALF_BYTES;
  let to = scratchOf(thread, half, 0);
  const end = from + (<usize>width << 10);
  const zero = i32x4.splat(0);
  const low = i32x4.splat(0xffff);
  for (; from < end; from += 16) {
    const both = v128.load(from);
    v128.store(from, zero);
    const g = i32x4.shr_s(both, 16);
    const h = v128.and(both, low);
    v128.store(to, i64x2.add(v128.load(to), i8x16.shuffle(h, g, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)));
    v128.store(to, i64x2.add(v128.load(to, 16), i8x16.shuffle(h, g, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)), 16);
    to += 32;
  }
}

/** Counts rows [from, to) of the node in the thread's scratch, for the halves [firstHalf, lastHalf] of one record. */
function countRows(thread: i32, firstHalf: i32, lastHalf: i32, from: i32, to: i32): void {
  const isQuantised = integer(4) !== 0;
  const shift: usize = isQuantised ? 2 : 3;
  const list = address(6);
  const isLastShort = (firstHalf | 1) >= integer(2);
  const stride: usize = isLastShort ? 16 : 32;
  const rows = address(0) + <usize>(firstHalf >> 1) * <usize>integer(1) * 32;
  const gathered = GATHERED + <usize>thread * THREAD_BYTES;
  const gradients = GATHERED_GRADIENTS + <usize>thread * THREAD_BYTES;
  const ordered = address(43);
  const capacity = integer(5);
  let held = 0;
  for (let start = from; start < to; start += BLOCK_ROWS) {
    const count = min(BLOCK_ROWS, to - start);
    if (isQuantised && held + count > capacity) {
      for (let half = firstHalf; half <= lastHalf; half++) widenBins(thread, half & 1, load<i32>(halfEntry(half), 8));
      held = 0;
    }
    held += count;
    let gradient = address(3) + (<usize>(integer(7) + start) << shift);
    let first = rows + <usize>(integer(7) + start) * stride;
    let step = stride;
    let second = first + 16;
    if (list !== 0) {
      const at = list + (<usize>(integer(7) + start) << 2);
      const end = at + (<usize>count << 2);
      if (ordered !== 0) gradient = ordered + (<usize>start << shift);
      else {
        gradient = gradients;
        gatherGradients(address(3), isQuantised, at, end, gradients);
      }
      if (firstHalf !== lastHalf) gatherBoth(rows, at, end, gathered);
      else if ((firstHalf & 1) === 0) gatherHalf(rows, isLastShort ? 4 : 5, at, end, gathered);
      else gatherHalf(rows + 16, 5, at, end, gathered + GATHERED_BYTES);
      first = gathered;
      second = gathered + GATHERED_BYTES;
      step = 16;
    }
    const end = gradient + (<usize>count << shift);
    for (let half = firstHalf; half <= lastHalf; half++) {
      const row = (half & 1) === 0 ? first : second;
      const width = load<i32>(halfEntry(half), 8);
      if (isQuantised) accumulateQuantised(thread, half & 1, width, row, step, gradient, end);
      else accumulateExact(thread, half & 1, width, row, step, gradient, end);
    }
  }
  if (isQuantised && held > 0) {
    for (let half = firstHalf; half <= lastHalf; half++) widenBins(thread, half & 1, load<i32>(halfEntry(half), 8));
  }
}

/** Moves a column's bins from scratch to the slot and takes them off the parent's. */
function emitColumn(thread: i32, half: i32, position: i32, column: i32): void {
  let from = scratchOf(thread, half, position);
  const end = from + (movedBins(column) << 3);
  const zero = i64x2.splat(0);
  let to = address(9) + placeOf(column);
  if (address(10) === 0) {
    for (; from < end; from += 32) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(from, zero);
      v128.store(from, zero, 16);
      to += 32;
    }
  } else {
    let parent = address(10) + placeOf(column);
    for (; from < end; from += 32) {
      const a = v128.load(from), b = v128.load(from, 16);
      v128.store(to, a);
      v128.store(to, b, 16);
      v128.store(from, zero);
      v128.store(from, zero, 16);
      v128.store(parent, i64x2.sub(v128.load(parent), a));
      v128.store(parent, i64x2.sub(v128.load(parent, 16), b), 16);
      to += 32;
      parent += 32;
    }
  }
  // Scans read up to four bins past the last.
  v128.store(to, zero);
  v128.store(to, zero, 16);
}

/** The same where several threads counted: sums of their scratch. */
function reduceColumn(threads: i32, half: i32, position: i32, column: i32): void {
  const from = scratchOf(0, half, position);
  const bytes = movedBins(column) << 3;
  const to = address(9) + placeOf(column);
  const parent: usize = address(10) === 0 ? 0 : address(10) + placeOf(column);
  for (let at: usize = 0; at < bytes; at += 16) {
    let sum = v128.load(from + at);
    for (let thread = 1; thread < threads; thread++) sum = i64x2.add(sum, v128.load(from + at + <usize>thread * THREAD_BYTES));
    v128.store(to + at, sum);
    if (parent !== 0) v128.store(parent + at, i64x2.sub(v128.load(parent + at), sum));
  }
  const zero = i64x2.splat(0);
  v128.store(to + bytes, zero);
  v128.store(to + bytes, zero, 16);
}

/** Counts the columns of up to two halves and finds their candidates. */
function countHalves(thread: i32, first: i32, last: i32): void {
  if (load<i32>(halfEntry(last), 12) === 0) last--;
  let half = load<i32>(halfEntry(first), 12) === 0 ? first + 1 : first;
  if (half <= last) countRows(thread, half, last, 0, integer(8));
  for (; half <= last; half++) {
    const column = load<i32>(halfEntry(half));
    const columns = load<i32>(halfEntry(half), 4);
    for (let position = 0; position < columns; position++) {
      if (wideBins(column + position) !== 0) {
        store<i64>(scratchOf(thread, half, position), 0);
        continue;
      }
      emitColumn(thread, half, position, column + position);
      scanBoth(thread, column + position);
    }
    // Where the loop is wider than the half, it counts zeros.
    if (columns < load<i32>(halfEntry(half), 8)) store<i64>(scratchOf(thread, half, columns), 0);
  }
}

/** Each record is one thread's. */
function byHalves(thread: i32): void {
  const halves = integer(2);
  for (let half = 2 * takeTask(OTHER_TASK); half < halves; half = 2 * takeTask(OTHER_TASK)) {
    countHalves(thread, half, min(half + 1, halves - 1));
  }
}

/** Rows that a thread takes at a time: few enough that all end at about the same time. */
function taskRows(rows: i32, threads: i32): i32 {
  return max(LEAST_TASK_ROWS, min(MOST_TASK_ROWS, (rows / (4 * threads) + 3) & ~3));
}

/** Threads share the rows of each record, then its columns. */
function byRows(thread: i32, threads: i32): void {
  const halves = integer(2);
  const rows = integer(8);
  const step = taskRows(rows, threads);
  const tasks = (rows + step - 1) / step;
  // Every thread asks once in vain, for each record.
  for (let pair = 0, firstTask = 0; pair < halves; pair += 2) {
    let half = pair;
    let last = min(pair + 1, halves - 1);
    if (last > half && load<i32>(halfEntry(last), 12) === 0) last--;
    if (load<i32>(halfEntry(half), 12) === 0) half++;
    if (half > last) continue;
    for (let task = takeTask(OTHER_TASK) - firstTask; task < tasks; task = takeTask(OTHER_TASK) - firstTask) {
      countRows(thread, half, last, task * step, min(rows, (task + 1) * step));
    }
    firstTask += tasks + threads;
    meet(threads);
    for (let h = half; h <= last; h++) {
      const first = load<i32>(halfEntry(h));
      const columns = load<i32>(halfEntry(h), 4);
      const end = shareStart(columns, thread + 1, threads, 1);
      for (let position = shareStart(columns, thread, threads, 1); position < end; position++) {
        if (wideBins(first + position) !== 0) continue;
        reduceColumn(threads, h, position, first + position);
        scanBoth(thread, first + position);
      }
    }
    meet(threads);
    for (let h = half; h <= last; h++) memory.fill(scratchOf(thread, h, 0), 0, <usize>load<i32>(halfEntry(h), 8) * COLUMN_BYTES);
  }
}

/** Columns of more than 255 bins, one by one. */
function countWideColumns(thread: i32): void {
  let taken = takeTask(WIDE_TASK);
  for (let column = 0, number = 0; number < integer(15); column++) {
    if (wideBins(column) === 0) continue;
    if (number++ !== taken) continue;
    countWideColumn(thread, column);
    taken = takeTask(WIDE_TASK);
  }
}

/** Where a node's rows are gone through more than once, gathers their gradients once for all. */
function orderGradients(thread: i32, threads: i32): void {
  const isQuantised = integer(4) !== 0;
  const rows = integer(8);
  const from = shareStart(rows, thread, threads, 4);
  const list = address(6) + (<usize>(integer(7) + from) << 2);
  const end = address(6) + (<usize>(integer(7) + shareStart(rows, thread + 1, threads, 4)) << 2);
  gatherGradients(address(3), isQuantised, list, end, address(43) + (<usize>from << (isQuantised ? 2 : 3)));
  meet(threads);
}

/** Histograms and candidates of a node and its sibling. */
export function buildHistograms(thread: i32, threads: i32): void {
  forgetScores();
  if (address(43) !== 0 && address(6) !== 0) orderGradients(thread, threads);
  if (address(47) !== 0) {
    countSparseRows(thread, threads);
    return;
  }
  // The longest tasks first.
  if (integer(15) > 0) countWideColumns(thread);
  if (threads > 1 && integer(16) !== 0) byRows(thread, threads);
  else byHalves(thread);
}

/** Candidates of other columns of a node, or of its sibling, whose histograms are there: the arguments of `buildHistograms` again. */
export function scanAgain(thread: i32, threads: i32): void {
  forgetScores();
  const columns = integer(46);
  const end = shareStart(columns, thread + 1, threads, 1);
  for (let column = shareStart(columns, thread, threads, 1); column < end; column++) scanBoth(thread, column);
}

/** Column with the largest gain above `least` among a node's candidates, the first of equal ones; −1 where there is none. */
export function columnOfBest(slot: usize, table: usize, columns: i32, wanted: usize, least: f64): i32 {
  let best = least;
  let found = -1;
  for (let column = 0; column < columns; column++) {
    if (load<u8>(wanted + column) === 0) continue;
    const gain = load<f64>(slot + candidatePlace(table, column));
    if (gain > best) {
      best = gain;
      found = column;
    }
  }
  return found;
}
