// Best split of one column in one node, from its histogram.

import { address, integer, number } from "./arguments";
import { scanCategories } from "./category-splits";
import { candidatePlace, COLUMN_ENTRY, commonBin, placeOf } from "./tables";
import { gainOf, nodeAt, numberScore } from "./split-scores";

// A candidate: gain float64 (−∞: none), bin, 1 where missing values go left, left gradient, left hessian (int32), then of categories one
// bit per bin: which go left.

@inline
function gradientOf(sum: i64): i32 {
  return <i32>(sum >> 32);
}

@inline
function hessianOf(sum: i64): i32 {
  return <i32>sum;
}

/** Writes a candidate; its left sums are those of bins [1, bin] and, where missing values go left, of bin 0. */
function writeCandidate(side: i32, histogram: usize, bin: i32, missingLeft: bool, candidate: usize): void {
  const missing = load<i64>(histogram);
  let sum: i64 = missingLeft ? missing : 0;
  for (let b = 1; b <= bin; b++) sum += load<i64>(histogram + (<usize>b << 3));
  const g = gradientOf(sum), h = hessianOf(sum);
  // Where the node has no missing values, unseen ones go to the side with more hessian.
  const unseen = 2 * <i64>h >= <i64>integer(nodeAt(side) + 1);
  store<f64>(candidate, gainOf(side, g, h, 0));
  store<i32>(candidate, bin, 8);
  store<i32>(candidate, (missing !== 0 ? missingLeft : unseen) ? 1 : 0, 12);
  store<i32>(candidate, g, 16);
  store<i32>(candidate, h, 20);
}

/** The plain loop, for bounded values and for random thresholds (`draw` in [0, 1), −1 for all cuts). */
function scanNumbersPlainly(side: i32, histogram: usize, bins: i32, sign: i32, draw: f64, candidate: usize): void {
  const missing = load<i64>(histogram);
  let only = -1;
  if (draw >= 0) {
    let first = 1, last = bins;
    while (first <= bins && hessianOf(load<i64>(histogram + (<usize>first << 3))) === 0) first++;
    while (last >= 1 && hessianOf(load<i64>(histogram + (<usize>last << 3))) === 0) last--;
    only = first + <i32>Math.floor(draw * <f64>(last - first));
  }
  let best: f64 = -Infinity;
  let bestBin = 0;
  let bestLeft = false;
  let sum: i64 = 0;
  for (let bin = 1; bin <= bins; bin++) {
    sum += load<i64>(histogram + (<usize>bin << 3));
    if (draw >= 0 && bin !== only && bin !== bins) continue;
    const right = numberScore(side, gradientOf(sum), hessianOf(sum), sign);
    if (right > best) {
      best = right;
      bestBin = bin;
      bestLeft = false;
    }
    if (missing === 0 || bin === bins) continue;
    const left = numberScore(side, gradientOf(sum + missing), hessianOf(sum + missing), sign);
    if (left > best) {
      best = left;
      bestBin = bin;
      bestLeft = true;
    }
  }
  if (bestBin > 0) writeCandidate(side, histogram, bestBin, bestLeft, candidate);
}

/** Best score of a direction and its bin, of the last call of `scanDirection`. */
let directionScore: f32 = 0;
let directionBin: i32 = 0;
@inline
function takeLane(score: f32, bin: i32): void {
  if (score > directionScore || (score === directionScore && bin < directionBin)) {
    directionScore = score;
    directionBin = bin;
  }
}

/** |g| shrunk by l1, where there is one: its square is what scores take. */
@inline
function shrinkLanes(gradient: v128, l1: v128, hasL1: bool): v128 {
  const numbers = f32x4.convert_i32x4_s(gradient);
  return hasL1 ? f32x4.max(f32x4.sub(f32x4.abs(numbers), l1), f32x4.splat(0)) : numbers;
}

/**
 * All cuts, four at once, with `start` on the left of each. Cuts behind the last bin leave nothing on the right (the bins read there are
 * zeros), or the same as the last bin's, so that they never win.
 */
@inline
function scanCuts(side: i32, histogram: usize, bins: i32, start: i64, hasL1: bool): void {
  const node = nodeAt(side);
  const l1 = f32x4.splat(<f32>(number(19) * number(17)));
  const l2 = f32x4.splat(<f32>(number(20) * number(18)));
  const wholeGradient = i32x4.splat(integer(node));
  const wholeHessian = i32x4.splat(integer(node + 1));
  const least = i32x4.splat(integer(node + 3));
  let best = f32x4.splat(-Infinity);
  let bestBin = i32x4.splat(0);
  let bin = i32x4(1, 2, 3, 4);
  let sum = start;
  const end = histogram + (<usize>bins << 3);
  for (let at = histogram + 8; at <= end; at += 32) {
    const s0 = sum + load<i64>(at);
    const s1 = s0 + load<i64>(at, 8);
    const s2 = s1 + load<i64>(at, 16);
    sum = s2 + load<i64>(at, 24);
    const low = i64x2.replace_lane(i64x2.splat(s0), 1, s1);
    const high = i64x2.replace_lane(i64x2.splat(s2), 1, sum);
    const gradient = i8x16.shuffle(low, high, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
    const hessian = i8x16.shuffle(low, high, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
    const rightHessian = i32x4.sub(wholeHessian, hessian);
    const left = shrinkLanes(gradient, l1, hasL1);
    const right = shrinkLanes(i32x4.sub(wholeGradient, gradient), l1, hasL1);
    const leftCurvature = f32x4.add(f32x4.convert_i32x4_s(hessian), l2);
    const rightCurvature = f32x4.add(f32x4.convert_i32x4_s(rightHessian), l2);
    const score = f32x4.div(
      f32x4.add(f32x4.mul(f32x4.mul(left, left), rightCurvature), f32x4.mul(f32x4.mul(right, right), leftCurvature)),
      f32x4.mul(leftCurvature, rightCurvature),
    );
    const isBetter = v128.and(i32x4.ge_s(i32x4.min_s(hessian, rightHessian), least), f32x4.gt(score, best));
    best = v128.bitselect(score, best, isBetter);
    bestBin = v128.bitselect(bin, bestBin, isBetter);
    bin = i32x4.add(bin, i32x4.splat(4));
  }
  directionScore = -Infinity;
  directionBin = 0;
  takeLane(f32x4.extract_lane(best, 0), i32x4.extract_lane(bestBin, 0));
  takeLane(f32x4.extract_lane(best, 1), i32x4.extract_lane(bestBin, 1));
  takeLane(f32x4.extract_lane(best, 2), i32x4.extract_lane(bestBin, 2));
  takeLane(f32x4.extract_lane(best, 3), i32x4.extract_lane(bestBin, 3));
}

function scanDirection(side: i32, histogram: usize, bins: i32, start: i64): void {
  if (number(19) > 0) scanCuts(side, histogram, bins, start, true);
  else scanCuts(side, histogram, bins, start, false);
}

/** Best score of the columns that this thread has looked at, of the node and its sibling. */
let nodeScore: f32 = 0;
let siblingScore: f32 = 0;
/** A score this much below another, in relation, cannot stand for a larger gain: five float32 operations err by less. */
const CERTAIN: f32 = 0.99999;

/** Begins another node and its sibling. */
export function forgetScores(): void {
  nodeScore = -Infinity;
  siblingScore = -Infinity;
}

function scanNumbers(side: i32, histogram: usize, bins: i32, candidate: usize): void {
  const missing = load<i64>(histogram);
  scanDirection(side, histogram, bins, 0);
  let score = directionScore;
  let bin = directionBin;
  let missingLeft = false;
  if (missing !== 0) {
    scanDirection(side, histogram, bins, missing);
    if (directionScore > score || (directionScore === score && directionBin < bin)) {
      score = directionScore;
      bin = directionBin;
      missingLeft = true;
    }
  }
  const known = side === 0 ? nodeScore : siblingScore;
  if (score === -Infinity || score < known * CERTAIN) return;
  if (side === 0) nodeScore = max(known, score);
  else siblingScore = max(known, score);
  writeCandidate(side, histogram, bin, missingLeft, candidate);
}

/** Best split of a column in the node (side 0) or its sibling (1), unless another column's is certain to be better. */
function scanColumn(thread: i32, side: i32, column: i32, histogram: usize, candidate: usize): void {
  store<f64>(candidate, -Infinity);
  const entry = address(11) + <usize>column * COLUMN_ENTRY;
  const bins = load<i32>(entry, 4);
  const draws = address(nodeAt(side) + 6);
  const draw: f64 = draws === 0 ? -1 : load<f64>(draws + (<usize>column << 3));
  if (load<i32>(entry, 12) !== 0) scanCategories(thread, side, histogram, bins, load<i32>(entry, 8), draw, candidate);
  else if (integer(22) !== 0 || draws !== 0) scanNumbersPlainly(side, histogram, bins, load<i32>(entry, 16), draw, candidate);
  else scanNumbers(side, histogram, bins, candidate);
}

/** Best splits of a column in the node and its sibling. */
export function scanBoth(thread: i32, column: i32): void {
  for (let side = 0; side < 2; side++) {
    const wanted = address(13 + side);
    const slot = address(9 + side);
    if (wanted === 0 || load<u8>(wanted + column) === 0) continue;
    const histogram = slot + placeOf(column);
    const candidate = slot + candidatePlace(address(11), column);
    // Where all bins but one hold too little for a side of a split, there is none.
    const uncommon = integer(nodeAt(side) + 1) - hessianOf(load<i64>(histogram + commonBin(column)));
    if (uncommon < integer(nodeAt(side) + 3)) store<f64>(candidate, -Infinity);
    else scanColumn(thread, side, column, histogram, candidate);
  }
}
