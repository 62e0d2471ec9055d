// Gradients and hessians: of the two commonest losses, their sums, and packed into whole numbers.

import { address, integer, number } from "./arguments";

/** Rows that are summed together; sums of chunks are added in order, whatever the threads. */
const CHUNK: i32 = 8192;

/** e^x in float32 for |x| ≤ 87, error below 2 ulp (range reduction by ln 2, then the polynomial of Cephes' expf). */
@inline
function exponential(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(87));
  const whole = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  let rest = f32x4.sub(x, f32x4.mul(whole, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(whole, f32x4.splat(-2.12194440e-4)));
  let sum = f32x4.splat(1.9875691500e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.mul(sum, f32x4.mul(rest, rest)), f32x4.add(rest, f32x4.splat(1)));
  return f32x4.mul(sum, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23));
}

@inline
function addLanes(sums: v128): f64 {
  return <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1) + <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
}

@inline
function first(rows: i32, thread: i32, threads: i32): i32 {
  const chunks = (rows + CHUNK - 1) / CHUNK;
  return min(rows, <i32>(<i64>chunks * thread / threads) * CHUNK);
}

// Arguments of both losses: score, label, weight or 0, gradient, hessian (float32, readable to a multiple of 4 rows), rows.

/** gradient ← weight·(score − label), hessian ← weight. */
export function squaredGradients(thread: i32, threads: i32): void {
  const score = address(0), label = address(1), weight = address(2), gradient = address(3), hessian = address(4);
  const rows = integer(5);
  const end = <usize>first(rows, thread + 1, threads) << 2;
  let factor = f32x4.splat(1);
  for (let at = <usize>first(rows, thread, threads) << 2; at < end; at += 16) {
    if (weight !== 0) factor = v128.load(weight + at);
    v128.store(gradient + at, f32x4.mul(factor, f32x4.sub(v128.load(score + at), v128.load(label + at))));
    v128.store(hessian + at, factor);
  }
}

/** gradient ← weight·(p − label), hessian ← weight·p·(1 − p), p = 1 / (1 + e^−score). */
export function logisticGradients(thread: i32, threads: i32): void {
  const score = address(0), label = address(1), weight = address(2), gradient = address(3), hessian = address(4);
  const rows = integer(5);
  const end = <usize>first(rows, thread + 1, threads) << 2;
  const one = f32x4.splat(1);
  let factor = one;
  for (let at = <usize>first(rows, thread, threads) << 2; at < end; at += 16) {
    if (weight !== 0) factor = v128.load(weight + at);
    const probability = f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(v128.load(score + at)))));
    v128.store(gradient + at, f32x4.mul(factor, f32x4.sub(probability, v128.load(label + at))));
    v128.store(hessian + at, f32x4.mul(factor, f32x4.mul(probability, f32x4.sub(one, probability))));
  }
}

// Arguments of sums and packing: gradient, hessian, numbers of the rows or 0 for all, rows, sums (4 float64 per chunk of 8,192 rows),
// packed numbers (by row), scale of gradients, scale of hessians, 1 for quantised, seed.

/** Per chunk Σ|gradient|, Σhessian, largest |gradient|, largest hessian. */
export function sumGradients(thread: i32, threads: i32): void {
  const gradient = address(0), hessian = address(1), list = address(2);
  const rows = integer(3);
  const end = first(rows, thread + 1, threads);
  for (let start = first(rows, thread, threads); start < end; start += CHUNK) {
    const stop = min(rows, start + CHUNK);
    let gradients: f64 = 0, hessians: f64 = 0;
    let mostGradient: f32 = 0, mostHessian: f32 = 0;
    let i = start;
    if (list === 0) {
      let g0 = f64x2.splat(0), g1 = g0, h0 = g0, h1 = g0;
      let mostG = f32x4.splat(0), mostH = mostG;
      for (; i + 4 <= stop; i += 4) {
        const g = f32x4.abs(v128.load(gradient + (<usize>i << 2)));
        const h = v128.load(hessian + (<usize>i << 2));
        mostG = f32x4.max(mostG, g);
        mostH = f32x4.max(mostH, h);
        g0 = f64x2.add(g0, f64x2.promote_low_f32x4(g));
        g1 = f64x2.add(g1, f64x2.promote_low_f32x4(i8x16.shuffle(g, g, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)));
        h0 = f64x2.add(h0, f64x2.promote_low_f32x4(h));
        h1 = f64x2.add(h1, f64x2.promote_low_f32x4(i8x16.shuffle(h, h, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)));
      }
      g0 = f64x2.add(g0, g1);
      h0 = f64x2.add(h0, h1);
      gradients = f64x2.extract_lane(g0, 0) + f64x2.extract_lane(g0, 1);
      hessians = f64x2.extract_lane(h0, 0) + f64x2.extract_lane(h0, 1);
      mostGradient = max(max(f32x4.extract_lane(mostG, 0), f32x4.extract_lane(mostG, 1)), max(f32x4.extract_lane(mostG, 2), f32x4.extract_lane(mostG, 3)));
      mostHessian = max(max(f32x4.extract_lane(mostH, 0), f32x4.extract_lane(mostH, 1)), max(f32x4.extract_lane(mostH, 2), f32x4.extract_lane(mostH, 3)));
    }
    for (; i < stop; i++) {
      const row = list === 0 ? <usize>i : <usize>load<u32>(list + (<usize>i << 2));
      const g = abs(load<f32>(gradient + (row << 2)));
      const h = load<f32>(hessian + (row << 2));
      mostGradient = max(mostGradient, g);
      mostHessian = max(mostHessian, h);
      gradients += <f64>g;
      hessians += <f64>h;
    }
    const sums = address(4) + (<usize>(start / CHUNK) << 5);
    store<f64>(sums, gradients);
    store<f64>(sums, hessians, 8);
    store<f64>(sums, <f64>mostGradient, 16);
    store<f64>(sums, <f64>mostHessian, 24);
  }
}

/** Uniform numbers of [0, 1) that depend on the row and the seed alone (two rounds of a multiply-xorshift hash), four rows at once. */
@inline
function rowNoise(rows: v128, seed: i32): v128 {
  let x = i32x4.mul(i32x4.add(rows, i32x4.splat(seed)), i32x4.splat(0x9E3779B1));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x85EBCA77));
  x = v128.xor(x, i32x4.shr_u(x, 13));
  x = i32x4.mul(x, i32x4.splat(0xC2B2AE3D));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

@inline
function packExact(gradient: v128, hessian: v128, place: usize, gradientScale: v128, hessianScale: v128): v128 {
  const g = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(gradient, gradientScale)));
  const h = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(hessian, hessianScale)));
  const low = i8x16.shuffle(h, g, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high = i8x16.shuffle(h, g, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(place, low);
  v128.store(place, high, 16);
  return i64x2.add(low, high);
}

/** Rounds up or down at random, so that the mean is right: ⌊x·scale + noise⌋. */
@inline
function packQuantised(gradient: v128, hessian: v128, place: usize, gradientScale: v128, hessianScale: v128, noise: v128): v128 {
  const unit = f32x4.splat(1.0 / 65536.0);
  const up = f32x4.mul(f32x4.convert_i32x4_s(v128.and(noise, i32x4.splat(0xffff))), unit);
  const over = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(noise, 16)), unit);
  const g = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(gradient, gradientScale), up)));
  const h = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(hessian, hessianScale), over)));
  v128.store(place, i32x4.add(i32x4.shl(g, 16), h));
  const low = i8x16.shuffle(h, g, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high = i8x16.shuffle(h, g, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  return i64x2.add(low, high);
}

/** Packs gradients and hessians (see histograms.ts); per chunk their packed sum as int64, in place of the sums. */
export function packGradients(thread: i32, threads: i32): void {
  const gradient = address(0), hessian = address(1), list = address(2), packed = address(5);
  const rows = integer(3);
  const gradientScale = f32x4.splat(<f32>number(6));
  const hessianScale = f32x4.splat(<f32>number(7));
  const isQuantised = integer(8) !== 0;
  const seed = integer(9);
  const scratch = address(10) + (<usize>thread << 6);
  const end = first(rows, thread + 1, threads);
  for (let start = first(rows, thread, threads); start < end; start += CHUNK) {
    const stop = min(rows, start + CHUNK);
    let sum = i64x2.splat(0);
    let i = start;
    if (list === 0) {
      for (; i + 4 <= stop; i += 4) {
        const g = v128.load(gradient + (<usize>i << 2));
        const h = v128.load(hessian + (<usize>i << 2));
        if (isQuantised) {
          const noise = rowNoise(i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3)), seed);
          sum = i64x2.add(sum, packQuantised(g, h, packed + (<usize>i << 2), gradientScale, hessianScale, noise));
        } else sum = i64x2.add(sum, packExact(g, h, packed + (<usize>i << 3), gradientScale, hessianScale));
      }
    }
    for (; i < stop; i++) {
      const row = list === 0 ? i : load<i32>(list + (<usize>i << 2));
      // One row in the first lane, zeros beside it.
      const g = v128.load32_zero(gradient + (<usize>row << 2));
      const h = v128.load32_zero(hessian + (<usize>row << 2));
      if (isQuantised) {
        const noise = v128.and(rowNoise(i32x4.splat(row), seed), i32x4(-1, 0, 0, 0));
        sum = i64x2.add(sum, packQuantised(g, h, scratch, gradientScale, hessianScale, noise));
        store<u32>(packed + (<usize>row << 2), load<u32>(scratch));
      } else {
        sum = i64x2.add(sum, packExact(g, h, scratch, gradientScale, hessianScale));
        store<u64>(packed + (<usize>row << 3), load<u64>(scratch));
      }
    }
    store<i64>(address(4) + (<usize>(start / CHUNK) << 5), i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1));
  }
}
