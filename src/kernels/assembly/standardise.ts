// Rows come in as they are and are shifted and scaled into an aligned copy or into panels.

/** Mask of the lanes below `columns - column`. */
@inline
function laneMask(columns: i32, column: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3)), i32x4.splat(columns));
}

/**
 * target[r, j] = (source[r, j] − centre[j]) · scale[j], zero beyond `columns`; rows of the target are `stride` floats apart.
 * Centre and scale have `stride` floats. Answers NaN when a value is not finite, 0 otherwise.
 */
export function standardiseRows(source: usize, rows: i32, columns: i32, target: usize, stride: i32, centre: usize, scale: usize): f32 {
  let check = f32x4.splat(0);
  const zero = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const x = v128.load(source + (j << 2));
      check = f32x4.add(check, f32x4.mul(x, zero));
      const value = f32x4.mul(f32x4.sub(x, v128.load(centre + (j << 2))), v128.load(scale + (j << 2)));
      v128.store(target + (j << 2), value);
    }
    if (j < columns) {
      const x = v128.and(v128.load(source + (j << 2)), laneMask(columns, j));
      check = f32x4.add(check, f32x4.mul(x, zero));
      v128.store(target + (j << 2), f32x4.mul(f32x4.sub(x, v128.load(centre + (j << 2))), v128.load(scale + (j << 2))));
    }
    source += <usize>columns << 2;
    target += <usize>stride << 2;
  }
  return f32x4.extract_lane(check, 0) + f32x4.extract_lane(check, 1) + f32x4.extract_lane(check, 2) + f32x4.extract_lane(check, 3);
}
