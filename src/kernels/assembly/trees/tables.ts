// Tables of columns and of halves of records, which JavaScript writes before a training.

import { address } from "./arguments";

/**
 * Columns' table, 32 bytes each: place in a slot, bins, bin of the others, 1 for categories, sign of monotony, place of the candidate in
 * a slot, address of the column's bins where they are uint16 (such columns are counted by themselves) or 0, commonest bin.
 */
export const COLUMN_ENTRY: usize = 32;
/** Halves' table, 16 bytes each: first column, columns, width of the loop, 1 where used. */
const HALF_ENTRY: usize = 16;

@inline
export function halfEntry(half: i32): usize {
  return address(12) + <usize>half * HALF_ENTRY;
}

/** How many int64 of a column's bins are moved at once: bins and the missing one, in fours. */
@inline
export function movedBins(column: i32): usize {
  return <usize>((load<i32>(address(11) + <usize>column * COLUMN_ENTRY, 4) + 4) >> 2 << 2);
}

@inline
export function wideBins(column: i32): usize {
  return <usize>load<u32>(address(11) + <usize>column * COLUMN_ENTRY, 24);
}

@inline
export function candidatePlace(table: usize, column: i32): usize {
  return <usize>load<u32>(table + <usize>column * COLUMN_ENTRY, 20);
}

@inline
export function placeOf(column: i32): usize {
  return <usize>load<u32>(address(11) + <usize>column * COLUMN_ENTRY);
}

/** Bytes from the first of a column's bins to its commonest one. */
@inline
export function commonBin(column: i32): usize {
  return <usize>load<u32>(address(11) + <usize>column * COLUMN_ENTRY, 28) << 3;
}
