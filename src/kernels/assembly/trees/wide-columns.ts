// Columns of more than 255 bins, which are counted one by one.

import { address, integer } from "./arguments";
import { scanBoth } from "./column-splits";
import { movedBins, placeOf, wideBins } from "./tables";

/** Counts a column of uint16 bins, takes them off the parent's and finds the best splits. */
export function countWideColumn(thread: i32, column: i32): void {
  const bins = wideBins(column);
  const isQuantised = integer(4) !== 0;
  const list = address(6);
  // In the order of the node's rows.
  let packed = list === 0 ? address(3) + (<usize>integer(7) << (isQuantised ? 2 : 3)) : address(43);
  const slot = address(9) + placeOf(column);
  const bytes = (movedBins(column) << 3) + 32;
  memory.fill(slot, 0, bytes);
  const end = integer(7) + integer(8);
  for (let at = integer(7); at < end; at++) {
    const row = list === 0 ? <usize>at : <usize>load<u32>(list + (<usize>at << 2));
    const place = slot + (<usize>load<u16>(bins + (row << 1)) << 3);
    let value: i64;
    if (isQuantised) {
      const both = load<i32>(packed);
      value = (<i64>(both >> 16) << 32) + <i64>(both & 0xffff);
      packed += 4;
    } else {
      value = load<i64>(packed);
      packed += 8;
    }
    store<i64>(place, load<i64>(place) + value);
  }
  if (address(10) !== 0) {
    const parent = address(10) + placeOf(column);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(parent + at, i64x2.sub(v128.load(parent + at), v128.load(slot + at)));
  }
  scanBoth(thread, column);
}
