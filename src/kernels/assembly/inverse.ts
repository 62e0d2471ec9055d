// Columns of the inverse of a sparse symmetric positive definite matrix, by conjugate gradients.

/** Columns that are solved for together, side by side. */
const LANES: i32 = 16;

/** out[n × 16] ← A X. */
function multiply(rowStart: usize, index: usize, value: usize, n: i32, x: usize, out: usize): void {
  let k = 0;
  for (let r = 0; r < n; r++) {
    const end = load<i32>(rowStart + (<usize>r << 2), 4);
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (; k < end; k++) {
      const v = v128.load_splat<f32>(value + (<usize>k << 2));
      const from = x + (<usize>load<u32>(index + (<usize>k << 2)) << 6);
      s0 = f32x4.relaxed_madd(v, v128.load(from), s0);
      s1 = f32x4.relaxed_madd(v, v128.load(from, 16), s1);
      s2 = f32x4.relaxed_madd(v, v128.load(from, 32), s2);
      s3 = f32x4.relaxed_madd(v, v128.load(from, 48), s3);
    }
    v128.store(out, s0);
    v128.store(out, s1, 16);
    v128.store(out, s2, 32);
    v128.store(out, s3, 48);
    out += 64;
  }
}

/** sums[16] ← Σ_r x[r]·y[r]·scale[r] per lane; scale 0 is all ones. */
function products(x: usize, y: usize, scale: usize, n: i32, sums: usize): void {
  for (let lane: usize = 0; lane < 64; lane += 16) {
    let s = f32x4.splat(0);
    for (let r: usize = 0; r < <usize>n; r++) {
      const a = v128.load(x + (r << 6) + lane);
      s = f32x4.relaxed_madd(scale ? f32x4.mul(a, v128.load_splat<f32>(scale + (r << 2))) : a, v128.load(y + (r << 6) + lane), s);
    }
    v128.store(sums + lane, s);
  }
}

/** y[r] ← x[r]·scale[r] + factor·y[r] per lane. */
function direction(x: usize, scale: usize, factor: usize, y: usize, n: i32): void {
  const f0 = v128.load(factor), f1 = v128.load(factor, 16), f2 = v128.load(factor, 32), f3 = v128.load(factor, 48);
  for (let r = 0; r < n; r++) {
    const s = v128.load_splat<f32>(scale + (<usize>r << 2));
    v128.store(y, f32x4.relaxed_madd(f0, v128.load(y), f32x4.mul(s, v128.load(x))));
    v128.store(y, f32x4.relaxed_madd(f1, v128.load(y, 16), f32x4.mul(s, v128.load(x, 16))), 16);
    v128.store(y, f32x4.relaxed_madd(f2, v128.load(y, 32), f32x4.mul(s, v128.load(x, 32))), 32);
    v128.store(y, f32x4.relaxed_madd(f3, v128.load(y, 48), f32x4.mul(s, v128.load(x, 48))), 48);
    x += 64;
    y += 64;
  }
}

/** y[r] += factor·x[r] per lane. */
function move(factor: usize, x: usize, y: usize, n: i32): void {
  const f0 = v128.load(factor), f1 = v128.load(factor, 16), f2 = v128.load(factor, 32), f3 = v128.load(factor, 48);
  for (let r = 0; r < n; r++) {
    v128.store(y, f32x4.relaxed_madd(f0, v128.load(x), v128.load(y)));
    v128.store(y, f32x4.relaxed_madd(f1, v128.load(x, 16), v128.load(y, 16)), 16);
    v128.store(y, f32x4.relaxed_madd(f2, v128.load(x, 32), v128.load(y, 32)), 32);
    v128.store(y, f32x4.relaxed_madd(f3, v128.load(x, 48), v128.load(y, 48)), 48);
    x += 64;
    y += 64;
  }
}

/**
 * out[n × 16] ← columns [first, first + 16) of A⁻¹. A: n sorted sparse rows with inverse diagonal `scale`. Stops when every column's
 * residual, scaled by the diagonal, is below `tolerance` of where it began, or after `most` steps; answers the steps taken.
 * Scratch: 3 · n · 16 + 80 floats.
 */
export function inverseColumns(rowStart: usize, index: usize, value: usize, scale: usize, n: i32, first: i32, tolerance: f32, most: i32, out: usize, scratch: usize): i32 {
  const bytes = <usize>n << 6;
  const residual = scratch, step = residual + bytes, image = step + bytes;
  const old = image + bytes, now = old + 64, curve = now + 64, factor = curve + 64, start = factor + 64;
  memory.fill(out, 0, bytes);
  memory.fill(residual, 0, bytes);
  memory.fill(step, 0, bytes);
  memory.fill(factor, 0, 64);
  for (let c = 0; c < LANES && first + c < n; c++) store<f32>(residual + (<usize>(first + c) << 6) + (c << 2), 1);
  products(residual, residual, scale, n, old);
  memory.copy(start, old, 64);
  direction(residual, scale, factor, step, n);
  for (let taken = 1; taken <= most; taken++) {
    multiply(rowStart, index, value, n, step, image);
    products(step, image, 0, n, curve);
    for (let c = 0; c < LANES; c++) {
      const bend = load<f32>(curve + (c << 2));
      store<f32>(factor + (c << 2), bend > 0 ? load<f32>(old + (c << 2)) / bend : 0);
    }
    move(factor, step, out, n);
    for (let c = 0; c < LANES; c++) store<f32>(factor + (c << 2), -load<f32>(factor + (c << 2)));
    move(factor, image, residual, n);
    products(residual, residual, scale, n, now);
    let done = true;
    for (let c = 0; c < LANES; c++) {
      const before = load<f32>(old + (c << 2)), after = load<f32>(now + (c << 2));
      store<f32>(factor + (c << 2), before > 0 ? after / before : 0);
      if (after > tolerance * tolerance * load<f32>(start + (c << 2))) done = false;
    }
    if (done) return taken;
    memory.copy(old, now, 64);
    direction(residual, scale, factor, step, n);
  }
  return most;
}
