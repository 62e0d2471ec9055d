// From numbers to bins: sorted samples of columns, then the bin of every value.

import { address, integer, shareStart } from "./arguments";
import { RESULTS } from "./layout";

/** Order of floats as order of unsigned integers. */
@inline
function toOrdered(bits: u32): u32 {
  return bits ^ (<u32>(<i32>bits >> 31) | 0x80000000);
}

@inline
function fromOrdered(bits: u32): u32 {
  return bits ^ ((bits >> 31) - 1 | 0x80000000);
}

/** Stable radix sort of `count` pairs (float32, any 32 bits) by the float; `counts` holds 2,048 integers. Ends in `pairs`' partner. */
function sortPairs(pairs: usize, other: usize, counts: usize, count: i32): void {
  let from = pairs;
  let to = other;
  for (let shift: u32 = 0; shift < 33; shift += 11) {
    memory.fill(counts, 0, 2048 * 4);
    const end = from + (<usize>count << 3);
    for (let at = from; at < end; at += 8) {
      const place = counts + (<usize>(load<u32>(at) >> shift & 2047) << 2);
      store<u32>(place, load<u32>(place) + 1);
    }
    let sum: u32 = 0;
    for (let place = counts; place < counts + 8192; place += 4) {
      const here = load<u32>(place);
      store<u32>(place, sum);
      sum += here;
    }
    for (let at = from; at < end; at += 8) {
      const place = counts + (<usize>(load<u32>(at) >> shift & 2047) << 2);
      const rank = load<u32>(place);
      store<u32>(place, rank + 1);
      store<u64>(to + (<usize>rank << 3), load<u64>(at));
    }
    const held = from;
    from = to;
    to = held;
  }
}

/**
 * Sorts the sampled values of neighbouring columns with their rows' weights. Arguments: the first column's value in the first row
 * (float32), rows, columns, weights float32 [rows], pairs [columns, rows] (the result: float32 value and weight, missing ones left out),
 * counts int32 [columns] (how many are present), scratch per thread (8·rows + 8,192 bytes), values of a whole row.
 */
export function sortColumns(thread: i32, threads: i32): void {
  const sample = address(0);
  const rows = integer(1);
  const columns = integer(2);
  const weights = address(3);
  const counts = address(5);
  const width = <usize>integer(7);
  const buckets = address(6) + <usize>thread * ((<usize>rows << 3) + 8192);
  const scratch = buckets + 8192;
  for (let column = thread; column < columns; column += threads) {
    const pairs = address(4) + (<usize>column * rows << 3);
    let present = 0;
    for (let row = 0; row < rows; row++) {
      const value = load<f32>(sample + ((<usize>row * width + column) << 2));
      if (value !== value) continue;
      const place = scratch + (<usize>present << 3);
      // −0 and 0 are one value.
      store<u32>(place, toOrdered(reinterpret<u32>(value + 0)));
      store<u32>(place, load<u32>(weights + (<usize>row << 2)), 4);
      present++;
    }
    sortPairs(scratch, pairs, buckets, present);
    for (let at = pairs; at < pairs + (<usize>present << 3); at += 8) store<u32>(at, fromOrdered(load<u32>(at)));
    store<i32>(counts + (<usize>column << 2), present);
  }
}

/** 1 + how many of 255 ascending cuts (filled up with ∞) are below x: its bin. */
@inline
function findBin(cuts: usize, x: f32): u32 {
  let at = cuts;
  at += select<usize>(512, 0, load<f32>(at, 508) < x);
  at += select<usize>(256, 0, load<f32>(at, 252) < x);
  at += select<usize>(128, 0, load<f32>(at, 124) < x);
  at += select<usize>(64, 0, load<f32>(at, 60) < x);
  at += select<usize>(32, 0, load<f32>(at, 28) < x);
  at += select<usize>(16, 0, load<f32>(at, 12) < x);
  at += select<usize>(8, 0, load<f32>(at, 4) < x);
  at += select<usize>(4, 0, load<f32>(at) < x);
  return <u32>((at - cuts) >> 2) + 1;
}

/** Whether a value is one of so many codes: a whole number of [0, codes). */
@inline
function isCode(x: f32, codes: i32): bool {
  const code = <i32>x;
  return <f32>code === x && <u32>code < <u32>codes;
}

/**
 * Writes the bins of a chunk of rows. Arguments: values [rows, columns] float32, rows, columns, first row of the chunk, columns' table
 * (16 bytes each: address of cuts or of the table of codes, codes or 0 for numbers, unused, address of the column's bins, odd
 * where they are uint16: such columns are not in records),
 * place of each column in records (address of the first row's byte, bytes between rows; 8 bytes each), or 0 where there are none.
 * Result of each thread: place in the chunk of its first value that is no code of its column, or −1.
 */
export function binColumns(thread: i32, threads: i32): void {
  // Threads share rows: columns lie side by side in records.
  const start = shareStart(integer(1), thread, threads, 64);
  const end = shareStart(integer(1), thread + 1, threads, 64);
  const columns = integer(2);
  const first = integer(3);
  const stride = <usize>columns << 2;
  let wrong = i64.MAX_VALUE;
  for (let column = 0; column < columns; column++) {
    const entry = address(4) + (<usize>column << 4);
    const table = <usize>load<u32>(entry);
    const codes = load<i32>(entry, 4);
    const isWide = (load<u32>(entry, 12) & 1) !== 0;
    const target = <usize>(load<u32>(entry, 12) & ~1) + (isWide ? first << 1 : first);
    const place = address(5) + (<usize>column << 3);
    const inRecords = address(5) !== 0 && !isWide;
    const step = inRecords ? <usize>load<u32>(place, 4) : 0;
    let record = inRecords ? <usize>load<u32>(place) + <usize>(first + start) * step : 0;
    let from = address(0) + <usize>start * stride + (<usize>column << 2);
    if (codes > 0) {
      for (let row = start; row < end; row++) {
        const x = load<f32>(from);
        let bin: u32 = 0;
        if (x === x) {
          if (isCode(x, codes)) bin = <u32>load<u16>(table + (<usize>(<i32>x) << 1));
          else wrong = min(wrong, <i64>row * columns + column);
        }
        if (isWide) store<u16>(target + (row << 1), <u16>bin);
        else {
          store<u8>(target + row, <u8>bin);
          if (inRecords) store<u8>(record, <u8>bin);
        }
        from += stride;
        record += step;
      }
      continue;
    }
    let row = start;
    for (; row + 4 <= end; row += 4) {
      const x0 = load<f32>(from);
      const x1 = load<f32>(from + stride);
      const x2 = load<f32>(from + 2 * stride);
      const x3 = load<f32>(from + 3 * stride);
      const b0 = select<u32>(findBin(table, x0), 0, x0 === x0);
      const b1 = select<u32>(findBin(table, x1), 0, x1 === x1);
      const b2 = select<u32>(findBin(table, x2), 0, x2 === x2);
      const b3 = select<u32>(findBin(table, x3), 0, x3 === x3);
      store<u32>(target + row, b0 | b1 << 8 | b2 << 16 | b3 << 24);
      from += 4 * stride;
      if (!inRecords) continue;
      store<u8>(record, <u8>b0);
      store<u8>(record + step, <u8>b1);
      store<u8>(record + 2 * step, <u8>b2);
      store<u8>(record + 3 * step, <u8>b3);
      record += 4 * step;
    }
    for (; row < end; row++) {
      const x = load<f32>(from);
      const bin = select<u32>(findBin(table, x), 0, x === x);
      store<u8>(target + row, <u8>bin);
      if (inRecords) store<u8>(record, <u8>bin);
      from += stride;
      record += step;
    }
  }
  store<f64>(RESULTS + (<usize>thread << 3), wrong === i64.MAX_VALUE ? -1 : <f64>wrong);
}
