// Brings the rows of a training into another order, so that rows that trees keep together lie together.

import { address, integer, shareStart } from "./arguments";

/**
 * Columns in a new order. Arguments: order (row numbers), rows, columns, addresses of the columns' bins (int32; odd where they are
 * uint16), bytes of scratch per thread, scratch.
 */
export function permuteColumns(thread: i32, threads: i32): void {
  const order = address(0);
  const rows = <usize>integer(1);
  const scratch = address(5) + <usize>thread * address(4);
  for (let column = thread; column < integer(2); column += threads) {
    const marked = <usize>load<u32>(address(3) + (<usize>column << 2));
    const bins = marked & ~1;
    if (marked === bins) for (let row: usize = 0; row < rows; row++) store<u8>(scratch + row, load<u8>(bins + load<u32>(order + (row << 2))));
    else for (let row: usize = 0; row < rows; row++) store<u16>(scratch + (row << 1), load<u16>(bins + (<usize>load<u32>(order + (row << 2)) << 1)));
    memory.copy(bins, scratch, marked === bins ? rows : rows << 1);
  }
}

/** Records from columns. Arguments: places in records as for binColumns, rows, columns, addresses of the columns' bins. */
export function fillRecords(thread: i32, threads: i32): void {
  const stop = shareStart(integer(1), thread + 1, threads, 64);
  // Blocks of rows whose records stay in the first-level cache.
  for (let start = shareStart(integer(1), thread, threads, 64); start < stop; start += 512) {
    const end = min(start + 512, stop);
    for (let column = 0; column < integer(2); column++) {
      const place = address(0) + (<usize>column << 3);
      const step = <usize>load<u32>(place, 4);
      const bins = <usize>load<u32>(address(3) + (<usize>column << 2));
      if ((bins & 1) !== 0) continue;
      let record = <usize>load<u32>(place) + <usize>start * step;
      for (let row = start; row < end; row++) {
        store<u8>(record, load<u8>(bins + row));
        record += step;
      }
    }
  }
}

/** Float32 numbers in a new order. Arguments: order, rows, numbers, scratch (4 bytes per row). */
export function permuteFloats(thread: i32, threads: i32): void {
  if (thread > 0) return;
  const order = address(0), numbers = address(2), scratch = address(3);
  const bytes = <usize>integer(1) << 2;
  for (let at: usize = 0; at < bytes; at += 4) store<u32>(scratch + at, load<u32>(numbers + (<usize>load<u32>(order + at) << 2)));
  memory.copy(numbers, scratch, bytes);
}
