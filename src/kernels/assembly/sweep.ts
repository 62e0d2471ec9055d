// Inverse of a dense symmetric positive definite matrix in place, by sweeping blocks of its lower triangle.

import { plainTiles } from "./tile";

/** Rows of a block. */
const BLOCK: i32 = 128;
/** Rows that go through all columns together, so that they stay in the cache. */
const CHUNK: i32 = 64;

/**
 * Columns [start, start + 128) of rows [first, last), a multiple of 8: row by row to `panel` [size × 128], and to `packed`
 * [size / 8][128][8]. Only the lower triangle of matrix [size × size] is read.
 */
export function sweepGather(matrix: usize, size: i32, start: i32, first: i32, last: i32, panel: usize, packed: usize): void {
  const bytes = <usize>size << 2;
  for (let i = first; i < last; i++) {
    const row = panel + <usize>i * (BLOCK << 2);
    const group = packed + <usize>(i >> 3) * (BLOCK << 5) + ((i & 7) << 2);
    for (let t = 0; t < BLOCK; t++) {
      const column = start + t;
      const x = load<f32>(matrix + <usize>max(i, column) * bytes + (<usize>min(i, column) << 2));
      store<f32>(row + (t << 2), x);
      store<f32>(group + (t << 5), x);
    }
  }
}

/**
 * One sweep of rows [first, last), multiples of 64: A ← A − C P Cᵀ outside the block's rows and columns, C P in its columns and −P in the
 * block itself, for the gathered C. negated: −C P [size × 128]; inverse: P [128 × 128]. Sweeping every block leaves −A⁻¹.
 */
export function sweepRows(matrix: usize, size: i32, start: i32, first: i32, last: i32, negated: usize, packed: usize, inverse: usize): void {
  const bytes = <usize>size << 2;
  for (let chunk = first; chunk < last; chunk += CHUNK) {
    const inside = chunk >= start && chunk < start + BLOCK;
    if (!inside) {
      for (let column = 0; column < chunk + CHUNK; column += 8) {
        const panel = packed + <usize>(column >> 3) * (BLOCK << 5);
        for (let r = chunk; r < chunk + CHUNK; r += 4) {
          plainTiles(negated + <usize>r * (BLOCK << 2), BLOCK << 2, panel, 32, BLOCK, matrix + <usize>r * bytes + (<usize>column << 2), bytes, 8);
        }
      }
    }
    for (let r = chunk; r < chunk + CHUNK; r++) {
      const row = matrix + <usize>r * bytes;
      const from = inside ? inverse + <usize>(r - start) * (BLOCK << 2) : negated + <usize>r * (BLOCK << 2);
      if (chunk >= start) {
        for (let t: usize = 0; t < <usize>BLOCK << 2; t += 16) v128.store(row + (<usize>start << 2) + t, f32x4.neg(v128.load(from + t)));
      }
      if (!inside) continue;
      for (let i = 0; i < start; i++) store<f32>(row + (<usize>i << 2), -load<f32>(negated + <usize>i * (BLOCK << 2) + (<usize>(r - start) << 2)));
    }
  }
}
