// Weighted Gram matrices of standardised rows with the target and a column of ones beside them.

import { BLOCK_ROWS, panelTile, panelTileLast, panelTileMiddle } from "./tile";

/**
 * Packs up to 256 rows into panels of 12 columns: [panel][row][12], each value (x − centre)·scale·root.
 * Column `columns` is the target, column `columns + 1` is 1. `rootWeight` holds the square roots of the rows' weights or is 0.
 */
function packPanels(source: usize, sourceStride: i32, target: usize, rootWeight: usize, rows: i32, columns: i32, panels: i32, centre: usize, scale: usize, scratch: usize): void {
  const zero = f32x4.splat(0);
  const panelBytes: usize = BLOCK_ROWS * 48;
  const lanes = i32x4(0, 1, 2, 3);
  for (let r = 0; r < rows; r++) {
    const root = rootWeight ? load<f32>(rootWeight + (r << 2)) : 1;
    const roots = f32x4.splat(root);
    let place = scratch + <usize>r * 48;
    for (let p = 0, j = 0; p < panels; p++) {
      for (let v = 0; v < 3; v++, j += 4) {
        let x = zero;
        if (j + 4 <= columns) x = v128.load(source + (j << 2));
        else if (j < columns) x = v128.and(v128.load(source + (j << 2)), i32x4.lt_s(i32x4.add(i32x4.splat(j), lanes), i32x4.splat(columns)));
        x = f32x4.mul(f32x4.sub(x, v128.load(centre + (j << 2))), v128.load(scale + (j << 2)));
        v128.store(place + (v << 4), rootWeight ? f32x4.mul(x, roots) : x);
      }
      place += panelBytes;
    }
    store<f32>(scratch + <usize>(columns / 12) * panelBytes + <usize>r * 48 + ((columns % 12) << 2), target ? root * load<f32>(target + (r << 2)) : 0);
    const ones = columns + 1;
    store<f32>(scratch + <usize>(ones / 12) * panelBytes + <usize>r * 48 + ((ones % 12) << 2), root);
    source += <usize>sourceStride << 2;
  }
}

/** Products of two panels; on the diagonal only what is not below it, in the last panel only its first `lanes` columns (8 or 12). */
@inline
function panelProducts(left: usize, right: usize, count: i32, out: usize, rowBytes: usize, diagonal: bool, narrow: bool): void {
  if (narrow) {
    panelTileMiddle(left, right, count, out, rowBytes);
    panelTileMiddle(left + 12, right, count, out + 3 * rowBytes, rowBytes);
    panelTileMiddle(left + 24, right, count, out + 6 * rowBytes, rowBytes);
    panelTileMiddle(left + 36, right, count, out + 9 * rowBytes, rowBytes);
    return;
  }
  panelTile(left, right, count, out, rowBytes);
  panelTile(left + 12, right, count, out + 3 * rowBytes, rowBytes);
  if (diagonal) {
    panelTileMiddle(left + 24, right + 16, count, out + 6 * rowBytes + 32, rowBytes);
    panelTileLast(left + 36, right + 32, count, out + 9 * rowBytes + 64, rowBytes);
  } else {
    panelTile(left + 24, right, count, out + 6 * rowBytes, rowBytes);
    panelTile(left + 36, right, count, out + 9 * rowBytes, rowBytes);
  }
}

/**
 * sums[width × width] (float64, on and above the diagonal) += ZᵀWZ with Z = [standardised X, target, 1].
 * `width` = 12·panels ≥ columns + 2; centre and scale have `width` floats, zero beyond `columns`. Scratch: panels · 12,288 bytes.
 */
export function gramRows(source: usize, sourceStride: i32, target: usize, rootWeight: usize, rows: i32, columns: i32, panels: i32, centre: usize, scale: usize, scratch: usize, sums: usize): void {
  const width = panels * 12;
  const rowBytes = <usize>width << 3;
  const panelBytes: usize = BLOCK_ROWS * 48;
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const count = min(BLOCK_ROWS, rows - start);
    const weights = rootWeight ? rootWeight + (start << 2) : 0;
    const targets = target ? target + (start << 2) : 0;
    const from = source + ((<usize>start * sourceStride) << 2);
    packPanels(from, sourceStride, targets, weights, count, columns, panels, centre, scale, scratch);
    for (let b = 0; b < panels; b++) {
      const right = scratch + <usize>b * panelBytes;
      const narrow = b == panels - 1 && columns + 2 <= b * 12 + 8;
      for (let a = 0; a <= b; a++) {
        const left = scratch + <usize>a * panelBytes;
        const out = sums + <usize>(a * 12) * rowBytes + <usize>(b * 96);
        panelProducts(left, right, count, out, rowBytes, a == b, narrow);
      }
    }
  }
}
