// Weighted Gram matrices of standardised rows with the target and a column of ones beside them.

import { BLOCK_ROWS, panelTile } from "./tile";

/**
 * Packs up to 256 rows into panels of 12 columns: [panel][row][12], each value (x − centre)·scale·root.
 * Column `columns` is the target, column `columns + 1` is 1. `rootWeight` holds the square roots of the rows' weights or is 0.
 */
function packPanels(source: usize, sourceStride: i32, target: usize, rootWeight: usize, rows: i32, columns: i32, panels: i32, centre: usize, scale: usize, scratch: usize): f32 {
  let check = f32x4.splat(0);
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
        check = f32x4.add(check, f32x4.mul(x, zero));
        x = f32x4.mul(f32x4.sub(x, v128.load(centre + (j << 2))), v128.load(scale + (j << 2)));
        v128.store(place + (v << 4), f32x4.mul(x, roots));
      }
      place += panelBytes;
    }
    store<f32>(scratch + <usize>(columns / 12) * panelBytes + <usize>r * 48 + ((columns % 12) << 2), target ? root * load<f32>(target + (r << 2)) : 0);
    const ones = columns + 1;
    store<f32>(scratch + <usize>(ones / 12) * panelBytes + <usize>r * 48 + ((ones % 12) << 2), root);
    source += <usize>sourceStride << 2;
  }
  return f32x4.extract_lane(check, 0) + f32x4.extract_lane(check, 1) + f32x4.extract_lane(check, 2) + f32x4.extract_lane(check, 3);
}

/**
 * sums[width × width] (float64, only 12 × 12 blocks on and above the diagonal) += ZᵀWZ with Z = [standardised X, target, 1].
 * `width` = 12·panels ≥ columns + 2; centre and scale have `width` floats, zero beyond `columns`. Scratch: panels · 12,288 bytes.
 * Answers NaN when a value is not finite.
 */
export function gramRows(source: usize, sourceStride: i32, target: usize, rootWeight: usize, rows: i32, columns: i32, panels: i32, centre: usize, scale: usize, scratch: usize, sums: usize): f32 {
  const width = panels * 12;
  const rowBytes = <usize>width << 3;
  const panelBytes: usize = BLOCK_ROWS * 48;
  let check: f32 = 0;
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const count = min(BLOCK_ROWS, rows - start);
    const weights = rootWeight ? rootWeight + (start << 2) : 0;
    const targets = target ? target + (start << 2) : 0;
    const from = source + ((<usize>start * sourceStride) << 2);
    check += packPanels(from, sourceStride, targets, weights, count, columns, panels, centre, scale, scratch);
    for (let b = 0; b < panels; b++) {
      const right = scratch + <usize>b * panelBytes;
      for (let a = 0; a <= b; a++) {
        const left = scratch + <usize>a * panelBytes;
        const out = sums + <usize>(a * 12) * rowBytes + <usize>(b * 96);
        panelTile(left, right, count, out, rowBytes);
        panelTile(left + 12, right, count, out + 3 * rowBytes, rowBytes);
        panelTile(left + 24, right, count, out + 6 * rowBytes, rowBytes);
        panelTile(left + 36, right, count, out + 9 * rowBytes, rowBytes);
      }
    }
  }
  return check;
}
