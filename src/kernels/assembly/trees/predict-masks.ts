// Small trees without walking: every node is asked about sixteen rows at once, and each "right" strikes out the leaves below its left
// child. The leftmost leaf that is left is the row's. Needs at most 32 leaves, numbered from the left, one bit each.
// See Lucchese et al. (2015), "QuickScorer", SIGIR, and its vectorised successor (2016).

import { MASKED_BYTES } from "./predict-layout";

@inline
function addLeaf(score: usize, values: usize, mask: i32): void {
  store<f64>(score, load<f64>(score) + load<f64>(values + (<usize>ctz(mask) << 3)));
}

@inline
function addFour(scores: usize, scoreStride: usize, values: usize, masks: v128): void {
  addLeaf(scores, values, i32x4.extract_lane(masks, 0));
  addLeaf(scores + scoreStride, values, i32x4.extract_lane(masks, 1));
  addLeaf(scores + 2 * scoreStride, values, i32x4.extract_lane(masks, 2));
  addLeaf(scores + 3 * scoreStride, values, i32x4.extract_lane(masks, 3));
}

/** Strikes the leaves below the left child where the value is above the threshold: not where it is missing. */
@inline
function strikeAbove(masks: v128, values: usize, threshold: v128, left: v128): v128 {
  return v128.andnot(masks, v128.and(f32x4.gt(v128.load(values), threshold), left));
}

/** Strikes the leaves below the left child unless the value is at most the threshold: where it is missing, too. */
@inline
function strikeUnlessBelow(masks: v128, values: usize, threshold: v128, left: v128): v128 {
  return v128.andnot(masks, v128.andnot(left, f32x4.le(v128.load(values), threshold)));
}

/**
 * Adds one tree's leaf values to the scores of sixteen rows.
 * `columns` are the rows' values by column; `nodes` first those that send missing values left, then those that send them right.
 */
export function maskRows(columns: usize, nodes: usize, missingLeft: i32, missingRight: i32, values: usize, scores: usize, scoreStride: usize): void {
  let a = i32x4.splat(-1), b = a, c = a, d = a;
  let node = nodes;
  for (let i = 0; i < missingLeft; i++) {
    const at = columns + load<u32>(node);
    const threshold = v128.load32_splat(node, 4);
    const left = v128.load32_splat(node, 8);
    a = strikeAbove(a, at, threshold, left);
    b = strikeAbove(b, at + 16, threshold, left);
    c = strikeAbove(c, at + 32, threshold, left);
    d = strikeAbove(d, at + 48, threshold, left);
    node += MASKED_BYTES;
  }
  for (let i = 0; i < missingRight; i++) {
    const at = columns + load<u32>(node);
    const threshold = v128.load32_splat(node, 4);
    const left = v128.load32_splat(node, 8);
    a = strikeUnlessBelow(a, at, threshold, left);
    b = strikeUnlessBelow(b, at + 16, threshold, left);
    c = strikeUnlessBelow(c, at + 32, threshold, left);
    d = strikeUnlessBelow(d, at + 48, threshold, left);
    node += MASKED_BYTES;
  }
  addFour(scores, scoreStride, values, a);
  addFour(scores + 4 * scoreStride, scoreStride, values, b);
  addFour(scores + 8 * scoreStride, scoreStride, values, c);
  addFour(scores + 12 * scoreStride, scoreStride, values, d);
}
