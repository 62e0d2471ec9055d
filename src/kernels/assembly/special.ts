// exp and log(1 + e) on vectors.

const LOG2_E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
/** Adding it rounds a double to an integer that stands in its low bits. */
const ROUNDER: f64 = 6755399441055744;

@inline
function step64(value: v128, r: v128, coefficient: f64): v128 {
  return f64x2.relaxed_madd(value, r, f64x2.splat(coefficient));
}

/** exp(x) for x in [−708, 0], relative error below 1e-13: 2ⁿ times the Taylor polynomial of the rest. */
@inline
export function exp64(x: v128): v128 {
  const clipped = f64x2.pmax(f64x2.splat(-708), x);
  const shifted = f64x2.add(f64x2.mul(clipped, f64x2.splat(LOG2_E)), f64x2.splat(ROUNDER));
  const n = f64x2.sub(shifted, f64x2.splat(ROUNDER));
  const r = f64x2.sub(f64x2.sub(clipped, f64x2.mul(n, f64x2.splat(LN2_HIGH))), f64x2.mul(n, f64x2.splat(LN2_LOW)));
  let p = f64x2.splat(2.505210838544172e-8);
  p = step64(p, r, 2.755731922398589e-7);
  p = step64(p, r, 2.7557319223985893e-6);
  p = step64(p, r, 2.48015873015873e-5);
  p = step64(p, r, 1.984126984126984e-4);
  p = step64(p, r, 1.3888888888888889e-3);
  p = step64(p, r, 8.333333333333333e-3);
  p = step64(p, r, 4.1666666666666664e-2);
  p = step64(p, r, 1.6666666666666666e-1);
  p = step64(p, r, 0.5);
  p = step64(p, r, 1);
  p = step64(p, r, 1);
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return f64x2.mul(p, power);
}

/** log(1 + e) for e in [0, 1]: 2 artanh(e / (2 + e)) as a series in its square, which is at most 1/9. */
@inline
export function log1p64(e: v128): v128 {
  const s = f64x2.div(e, f64x2.add(e, f64x2.splat(2)));
  const q = f64x2.mul(s, s);
  let p = f64x2.splat(2.0 / 29.0);
  p = step64(p, q, 2.0 / 27.0);
  p = step64(p, q, 2.0 / 25.0);
  p = step64(p, q, 2.0 / 23.0);
  p = step64(p, q, 2.0 / 21.0);
  p = step64(p, q, 2.0 / 19.0);
  p = step64(p, q, 2.0 / 17.0);
  p = step64(p, q, 2.0 / 15.0);
  p = step64(p, q, 2.0 / 13.0);
  p = step64(p, q, 2.0 / 11.0);
  p = step64(p, q, 2.0 / 9.0);
  p = step64(p, q, 2.0 / 7.0);
  p = step64(p, q, 2.0 / 5.0);
  p = step64(p, q, 2.0 / 3.0);
  p = step64(p, q, 2);
  return f64x2.mul(p, s);
}

@inline
function step32(value: v128, r: v128, coefficient: f32): v128 {
  return f32x4.relaxed_madd(value, r, f32x4.splat(coefficient));
}

/** exp(x) for x ≤ 0 in float32, relative error about 1e-7; below −87 it gives about 1e-38. */
@inline
export function exp32(x: v128): v128 {
  const clipped = f32x4.pmax(f32x4.splat(-87), x);
  const n = f32x4.nearest(f32x4.mul(clipped, f32x4.splat(1.4426950408889634)));
  const r = f32x4.sub(f32x4.sub(clipped, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.3888888888888889e-3);
  p = step32(p, r, 8.333333333333333e-3);
  p = step32(p, r, 4.1666666666666664e-2);
  p = step32(p, r, 1.6666666666666666e-1);
  p = step32(p, r, 0.5);
  p = step32(p, r, 1);
  p = step32(p, r, 1);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}
