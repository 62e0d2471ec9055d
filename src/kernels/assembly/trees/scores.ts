// What a finished tree says of its training rows.

import { address, integer, number, shareStart } from "./arguments";
import { RESULTS } from "./layout";

// Leaves' table, 16 bytes each: list of row numbers (0: all in order), first of the leaf's among them, how many, value (float32).

/** First and last position of a leaf in a thread's share of all positions, which leaves fill one after the other. */
@inline
function shareOfLeaf(leaf: usize, edge: i32): i32 {
  const first = load<i32>(leaf, 4);
  return max(first, min(first + load<i32>(leaf, 8), edge));
}

@inline
function rowAt(list: usize, position: i32): usize {
  return list === 0 ? <usize>position : <usize>load<u32>(list + (<usize>position << 2));
}

/** score[row] += value of its leaf. Arguments: score (float32), leaves' table, leaves, rows. */
export function addLeafValues(thread: i32, threads: i32): void {
  const score = address(0);
  const start = shareStart(integer(3), thread, threads, 4);
  const stop = shareStart(integer(3), thread + 1, threads, 4);
  for (let leaf = address(1); leaf < address(1) + (<usize>integer(2) << 4); leaf += 16) {
    const list = <usize>load<u32>(leaf);
    const value = load<f32>(leaf, 12);
    const end = shareOfLeaf(leaf, stop);
    for (let at = shareOfLeaf(leaf, start); at < end; at++) {
      const place = score + (rowAt(list, at) << 2);
      store<f32>(place, load<f32>(place) + value);
    }
  }
}

/** Number of the leaf of every row that the tree learned from. Arguments: target int32, leaves' table, leaves, rows. */
export function writeLeaves(thread: i32, threads: i32): void {
  const target = address(0);
  const start = shareStart(integer(3), thread, threads, 4);
  const stop = shareStart(integer(3), thread + 1, threads, 4);
  for (let number = 0; number < integer(2); number++) {
    const leaf = address(1) + (<usize>number << 4);
    const list = <usize>load<u32>(leaf);
    const end = shareOfLeaf(leaf, stop);
    for (let at = shareOfLeaf(leaf, start); at < end; at++) store<i32>(target + (rowAt(list, at) << 2), number);
  }
}

/**
 * The leaf of every row that has none (−1) yet. Arguments: leaf of rows, rows, nodes' table (16 bytes each: bins of the column, odd where
 * they are uint16, table of bytes with 1 for bins that go left, left, right), nodes.
 */
export function routeRows(thread: i32, threads: i32): void {
  const nodes = address(2);
  const stop = shareStart(integer(1), thread + 1, threads, 4);
  for (let row = shareStart(integer(1), thread, threads, 4); row < stop; row++) {
    const place = address(0) + (<usize>row << 2);
    if (load<i32>(place) >= 0) continue;
    let at = integer(3) === 0 ? -1 : 0;
    while (at >= 0) {
      const node = nodes + (<usize>at << 4);
      const bins = <usize>load<u32>(node);
      const bin = (bins & 1) === 0 ? <usize>load<u8>(bins + row) : <usize>load<u16>((bins & ~1) + (<usize>row << 1));
      at = load<u8>(<usize>load<u32>(node, 4) + bin) !== 0 ? load<i32>(node, 8) : load<i32>(node, 12);
    }
    store<i32>(place, ~at);
  }
}

/** score[row] += values[leaf of row]. Arguments: score (float32), leaf of rows, values (float32), rows. */
export function addRowValues(thread: i32, threads: i32): void {
  const score = address(0), leaves = address(1), values = address(2);
  const stop = shareStart(integer(3), thread + 1, threads, 4);
  for (let row = <usize>shareStart(integer(3), thread, threads, 4); row < <usize>stop; row++) {
    const place = score + (row << 2);
    store<f32>(place, load<f32>(place) + load<f32>(values + (<usize>load<i32>(leaves + (row << 2)) << 2)));
  }
}

/**
 * Sums of gradients and hessians per leaf as whole numbers of 2^50 at most, the same in any order. Arguments: gradient, leaves' table,
 * leaves, rows, hessian, scale of gradients, scale of hessians, sums (int64
 * [threads, leaves, 2]). Second result: threads.
 */
export function exactLeafSums(thread: i32, threads: i32): void {
  const gradient = address(0), hessian = address(4);
  const start = shareStart(integer(3), thread, threads, 4);
  const stop = shareStart(integer(3), thread + 1, threads, 4);
  for (let leafNumber = 0; leafNumber < integer(2); leafNumber++) {
    const leaf = address(1) + (<usize>leafNumber << 4);
    const list = <usize>load<u32>(leaf);
    const end = shareOfLeaf(leaf, stop);
    let g: i64 = 0, h: i64 = 0;
    for (let at = shareOfLeaf(leaf, start); at < end; at++) {
      const place = rowAt(list, at) << 2;
      g += <i64>nearest(<f64>load<f32>(gradient + place) * number(5));
      h += <i64>nearest(<f64>load<f32>(hessian + place) * number(6));
    }
    const sums = address(7) + (<usize>(thread * integer(2) + leafNumber) << 4);
    store<i64>(sums, g);
    store<i64>(sums, h, 8);
  }
  if (thread === 0) store<f64>(RESULTS + 8, <f64>threads);
}
