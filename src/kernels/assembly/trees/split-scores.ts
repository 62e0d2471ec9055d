// What splits of a node are compared by; the plain reading of it is src/kernels/trees/reference-splits.ts.

import { integer, number } from "./arguments";

// Arguments: 17 scale of gradients, 18 of hessians, 19 l1, 20 l2, 21 most of a leaf's value or 0, 22 whether values are bounded at all;
// of the node from 27 and of its sibling from 35: gradient, hessian, rows, least hessian of a side, bounds of the value (low, high),
// draws of random thresholds (address of float64 per column, or 0).

@inline
export function nodeAt(side: i32): i32 {
  return 27 + 8 * side;
}

@inline
export function shrink(gradient: f64, l1: f64): f64 {
  const size = max<f64>(abs(gradient) - l1, 0);
  return gradient > 0 ? size : gradient < 0 ? -size : 0;
}

/** Value of a leaf with these sums, within its bounds. */
export function leafValue(side: i32, gradient: f64, hessian: f64, extraL2: f64): f64 {
  const most = number(21);
  const denominator = hessian / number(18) + number(20) + extraL2;
  let value: f64 = denominator > 0 ? -shrink(gradient / number(17), number(19)) / denominator : 0;
  if (most > 0) value = max(-most, min(most, value));
  return max(number(nodeAt(side) + 4), min(number(nodeAt(side) + 5), value)) + 0;
}

/** Twice the fall of a side's quadratic loss at its value. */
export function reduction(side: i32, gradient: f64, hessian: f64, extraL2: f64): f64 {
  const v = leafValue(side, gradient, hessian, extraL2);
  const curvature = hessian / number(18) + number(20) + extraL2;
  return -(2 * (gradient / number(17)) * v + curvature * v * v + 2 * number(19) * abs(v));
}

/** Gain of a split: both sides' reductions less the node's. */
export function gainOf(side: i32, leftGradient: f64, leftHessian: f64, extraL2: f64): f64 {
  const gradient = number(nodeAt(side));
  const hessian = number(nodeAt(side) + 1);
  const left = reduction(side, leftGradient, leftHessian, extraL2);
  const right = reduction(side, gradient - leftGradient, hessian - leftHessian, extraL2);
  return left + right - reduction(side, gradient, hessian, 0);
}

/** What cuts of one numeric column are compared by; −∞ where the split is not allowed. */
export function numberScore(side: i32, leftGradient: i32, leftHessian: i32, sign: i32): f64 {
  const node = nodeAt(side);
  const rightGradient = integer(node) - leftGradient;
  const rightHessian = integer(node + 1) - leftHessian;
  const least = integer(node + 3);
  if (leftHessian < least || rightHessian < least) return -Infinity;
  if (integer(22) !== 0) {
    const rise = leafValue(side, rightGradient, rightHessian, 0) - leafValue(side, leftGradient, leftHessian, 0);
    if (rise * <f64>sign < 0) return -Infinity;
    return reduction(side, leftGradient, leftHessian, 0) + reduction(side, rightGradient, rightHessian, 0);
  }
  const l1 = <f32>(number(19) * number(17));
  const l2 = <f32>(number(20) * number(18));
  const left = max<f32>(abs(<f32>leftGradient) - l1, 0);
  const right = max<f32>(abs(<f32>rightGradient) - l1, 0);
  const leftCurvature = <f32>leftHessian + l2;
  const rightCurvature = <f32>rightHessian + l2;
  return <f64>((left * left * rightCurvature + right * right * leftCurvature) / (leftCurvature * rightCurvature));
}
