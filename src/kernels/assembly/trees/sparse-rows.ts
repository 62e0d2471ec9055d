// Rows as lists: the columns in which a row is not in the column's commonest bin, and in which bin it is. What the commonest bin holds is
// what the node's sums leave. A block of columns has lists of its own, so that threads count blocks without meeting.

import { address, integer } from "./arguments";
import { scanBoth } from "./column-splits";
import { commonBin, movedBins, placeOf } from "./tables";

// Blocks' table, 32 bytes each: first column, column behind the last, starts (uint32 [rows + 2]: where each row's list begins), entries
// (uint16: place of the bin in the block's part of a slot, in int64), where that part begins in a slot and its bytes.
const BLOCK_ENTRY: usize = 32;
/** Rows whose starts stay in the first-level cache. */
const CHUNK_ROWS: i32 = 4096;

/** The rows of 16 that are not in a column's commonest bin, as bits; of fewer than 16 at the end. */
@inline
function uncommonRows(bins: usize, row: i32, end: i32, common: v128): i32 {
  const mask = i8x16.bitmask(i8x16.ne(v128.load(bins + row), common));
  return end - row >= 16 ? mask : mask & ((1 << (end - row)) - 1);
}

// Arguments of both below: blocks' table, blocks, rows, columns' table (16 bytes each: address of the bins, readable for 16 bytes beyond
// the last, commonest bin, place in the block's part of a slot in int64).

/** Writes where the list of row r begins to starts[r + 1]; the last is the number of entries. */
export function countEntries(thread: i32, threads: i32): void {
  const rows = integer(2);
  for (let number = thread; number < integer(1); number += threads) {
    const block = address(0) + <usize>number * BLOCK_ENTRY;
    const starts = <usize>load<u32>(block, 8);
    memory.fill(starts, 0, (<usize>rows + 2) << 2);
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const end = min(rows, start + CHUNK_ROWS);
      for (let column = load<i32>(block); column < load<i32>(block, 4); column++) {
        const entry = address(3) + (<usize>column << 4);
        const bins = <usize>load<u32>(entry);
        const common = i8x16.splat(<i8>load<i32>(entry, 4));
        for (let row = start; row < end; row += 16) {
          for (let mask = uncommonRows(bins, row, end, common); mask !== 0; mask &= mask - 1) {
            const place = starts + (<usize>(row + ctz(mask)) << 2);
            store<u32>(place, load<u32>(place, 8) + 1, 8);
          }
        }
      }
    }
    let sum: u32 = 0;
    for (let place = starts + 8; place < starts + ((<usize>rows + 2) << 2); place += 4) {
      sum += load<u32>(place);
      store<u32>(place, sum);
    }
  }
}

/** Writes the entries; starts[r] is then where the list of row r begins. */
export function writeEntries(thread: i32, threads: i32): void {
  const rows = integer(2);
  for (let number = thread; number < integer(1); number += threads) {
    const block = address(0) + <usize>number * BLOCK_ENTRY;
    const starts = <usize>load<u32>(block, 8);
    const entries = <usize>load<u32>(block, 12);
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const end = min(rows, start + CHUNK_ROWS);
      for (let column = load<i32>(block); column < load<i32>(block, 4); column++) {
        const entry = address(3) + (<usize>column << 4);
        const bins = <usize>load<u32>(entry);
        const common = i8x16.splat(<i8>load<i32>(entry, 4));
        const place = load<u32>(entry, 8);
        for (let row = start; row < end; row += 16) {
          for (let mask = uncommonRows(bins, row, end, common); mask !== 0; mask &= mask - 1) {
            const at = row + ctz(mask);
            const next = starts + (<usize>at << 2);
            const free = load<u32>(next, 4);
            store<u32>(next, free + 1, 4);
            store<u16>(entries + (<usize>free << 1), <u16>(place + load<u8>(bins + at)));
          }
        }
      }
    }
  }
}

@inline
function add(place: usize, value: i64): void {
  store<i64>(place, load<i64>(place) + value);
}

/** Adds the gradients of the node's rows to the bins that their lists name; arguments as of `buildHistograms`. */
function countLists(block: usize, bins: usize): void {
  const starts = <usize>load<u32>(block, 8);
  const entries = <usize>load<u32>(block, 12);
  const isQuantised = integer(4) !== 0;
  const list = address(6);
  const ordered = address(43);
  const first = integer(7);
  for (let at = 0; at < integer(8); at++) {
    const row = list === 0 ? <usize>(first + at) : <usize>load<u32>(list + (<usize>(first + at) << 2));
    const isOrdered = list !== 0 && ordered !== 0;
    const place = isOrdered ? <usize>at : row;
    const packed = isOrdered ? ordered : address(3);
    let value: i64;
    if (isQuantised) {
      const both = load<i32>(packed + (place << 2));
      value = (<i64>(both >> 16) << 32) + <i64>(both & 0xffff);
    } else value = load<i64>(packed + (place << 3));
    let entry = entries + (<usize>load<u32>(starts + (row << 2)) << 1);
    const end = entries + (<usize>load<u32>(starts + (row << 2), 4) << 1);
    for (; entry + 8 <= end; entry += 8) {
      const four = load<u64>(entry);
      add(bins + <usize>(four << 3 & 0x7fff8), value);
      add(bins + <usize>(four >> 13 & 0x7fff8), value);
      add(bins + <usize>(four >> 29 & 0x7fff8), value);
      add(bins + <usize>(four >> 45 & 0x7fff8), value);
    }
    for (; entry < end; entry += 2) add(bins + (<usize>load<u16>(entry) << 3), value);
  }
}

/** Gives the commonest bin what the node's sums leave, and takes the column off the parent's. */
function completeColumn(column: i32, whole: i64): void {
  const bytes = movedBins(column) << 3;
  const slot = address(9) + placeOf(column);
  let sum = i64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) sum = i64x2.add(sum, v128.load(slot + at));
  store<i64>(slot + commonBin(column), whole - i64x2.extract_lane(sum, 0) - i64x2.extract_lane(sum, 1));
  if (address(10) === 0) return;
  const parent = address(10) + placeOf(column);
  for (let at: usize = 0; at < bytes; at += 16) v128.store(parent + at, i64x2.sub(v128.load(parent + at), v128.load(slot + at)));
}

/** Histograms and candidates of a node and its sibling from lists; arguments as of `buildHistograms`. */
export function countSparseRows(thread: i32, threads: i32): void {
  const whole = (<i64>integer(49) << 32) + <i64>integer(50);
  for (let number = thread; number < integer(48); number += threads) {
    const block = address(47) + <usize>number * BLOCK_ENTRY;
    const bins = address(9) + <usize>load<u32>(block, 16);
    memory.fill(bins, 0, <usize>load<u32>(block, 20));
    countLists(block, bins);
    for (let column = load<i32>(block); column < load<i32>(block, 4); column++) {
      completeColumn(column, whole);
      scanBoth(thread, column);
    }
  }
}
