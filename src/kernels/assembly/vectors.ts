// Operations on long float64 vectors, for the optimiser. Unchecked.

export function dot(x: usize, y: usize, n: i32): f64 {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x), v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(x, 32), v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(x, 48), v128.load(y, 48)));
    x += 64;
    y += 64;
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; i < n; i++) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y ← y + αx */
export function axpy(alpha: f64, x: usize, y: usize, n: i32): void {
  const a = f64x2.splat(alpha);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(a, v128.load(x))));
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(a, v128.load(x, 16))), 16);
    x += 32;
    y += 32;
  }
  for (; i < n; i++) {
    store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/** z ← x + αy */
export function combine(x: usize, alpha: f64, y: usize, z: usize, n: i32): void {
  const a = f64x2.splat(alpha);
  let i = 0;
  for (; i + 2 <= n; i += 2) {
    v128.store(z, f64x2.add(v128.load(x), f64x2.mul(a, v128.load(y))));
    x += 16;
    y += 16;
    z += 16;
  }
  if (i < n) store<f64>(z, load<f64>(x) + alpha * load<f64>(y));
}

/** y ← α·x·y, element by element. */
export function scaleBy(alpha: f64, x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<f64>(y, alpha * load<f64>(x) * load<f64>(y));
    x += 8;
    y += 8;
  }
}

/** float32 copy of float64 values. */
export function narrow(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<f32>(y, <f32>load<f64>(x));
    x += 8;
    y += 4;
  }
}

/** gradient ← slope + penalty·x; answers ½ Σ penalty·x². */
export function penalise(penalty: usize, x: usize, slope: usize, gradient: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    const value = load<f64>(x);
    const pull = load<f64>(penalty) * value;
    sum += pull * value;
    store<f64>(gradient, load<f64>(slope) + pull);
    penalty += 8;
    x += 8;
    slope += 8;
    gradient += 8;
  }
  return 0.5 * sum;
}

/** z ← x / (curvature + penalty), element by element. */
export function divideBy(curvature: usize, penalty: usize, x: usize, z: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<f64>(z, load<f64>(x) / (load<f64>(curvature) + load<f64>(penalty)));
    curvature += 8;
    penalty += 8;
    x += 8;
    z += 8;
  }
}

/** sums[index] += factor·weight[row]·value² over the stored elements of rows [0, rows). */
export function sparseSquares(rowStart: usize, index: usize, value: usize, weight: usize, rows: i32, factor: f64, sums: usize): void {
  let k = load<i32>(rowStart);
  for (let r = 0; r < rows; r++) {
    rowStart += 4;
    const end = load<i32>(rowStart);
    const share = factor * <f64>load<f32>(weight + (r << 2));
    for (; k < end; k++) {
      const x = <f64>load<f32>(value + (<usize>k << 2));
      const place = sums + (<usize>load<u32>(index + (<usize>k << 2)) << 3);
      store<f64>(place, load<f64>(place) + share * x * x);
    }
  }
}
