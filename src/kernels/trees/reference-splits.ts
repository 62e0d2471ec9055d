import type { GrowthSettings } from "./growth-settings.ts";
import { leafValue, type Scales } from "./leaf-value.ts";

/** Sums of a node's whole-number gradients and hessians, both within int32, and how many rows it has. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  /** Bounds of the node's value, from monotone splits above. */
  readonly low: number;
  readonly high: number;
}

/** Histogram of one column in one node: sums per bin, bin 0 the missing one. */
export interface ColumnHistogram {
  readonly column: number;
  /** Bins beside the missing one. */
  readonly bins: number;
  /** Bin of unlisted categories; 0 where none. */
  readonly others: number;
  readonly isCategory: boolean;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** The best split of a column, or of a node. */
export interface Split {
  readonly column: number;
  /** Numbers: bins 1 … bin go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Categories: the bins that go left, ascending; bin 0 among them where missing ones do. */
  readonly leftBins?: readonly number[];
  readonly leftGradient: number;
  readonly leftHessian: number;
  /** In the loss's units; see `gainOf`. */
  readonly gain: number;
}

/** Categories up to which a split among them is taken as one of numbers, without the extra penalty. */
const FEW_CATEGORIES = 4;
const { fround } = Math;

function shrink(gradient: number, l1: number): number {
  return Math.sign(gradient) * Math.max(Math.abs(gradient) - l1, 0);
}

/** Scores the sides of splits of one node. */
export class SplitScorer {
  readonly settings: GrowthSettings;
  readonly scales: Scales;
  readonly node: NodeSums;
  /** Each side needs this whole-number hessian at least. */
  readonly leastHessian: number;
  readonly #bounded: boolean;

  constructor(settings: GrowthSettings, scales: Scales, node: NodeSums) {
    this.settings = settings;
    this.scales = scales;
    this.node = node;
    this.#bounded = settings.maximumLeafValue > 0 || (settings.monotone?.some((sign) => sign !== 0) ?? false);
    const hessianOfRows = ((settings.minimumLeafRows - 0.5) * node.hessian) / node.rows;
    this.leastHessian = Math.max(1, Math.ceil(Math.max(settings.minimumLeafHessian * scales.hessian, hessianOfRows)));
  }

  /**
   * What candidates of one numeric column are compared by. Unbounded: float32, each operation rounded, in the whole numbers' own units,
   * (shrink(GL)²·(HR + l2) + shrink(GR)²·(HL + l2)) / ((HL + l2)·(HR + l2)). Bounded: `reduction` in float64. −∞ where the split is not allowed.
   */
  numberScore(leftGradient: number, leftHessian: number, column: number): number {
    const rightGradient = this.node.gradient - leftGradient;
    const rightHessian = this.node.hessian - leftHessian;
    if (leftHessian < this.leastHessian || rightHessian < this.leastHessian) return -Infinity;
    if (this.#bounded) return this.#boundedScore(leftGradient, leftHessian, column);
    const l1 = fround(this.settings.l1 * this.scales.gradient);
    const l2 = fround(this.settings.l2 * this.scales.hessian);
    const left = fround(shrink(fround(leftGradient), l1));
    const right = fround(shrink(fround(rightGradient), l1));
    const leftCurvature = fround(fround(leftHessian) + l2);
    const rightCurvature = fround(fround(rightHessian) + l2);
    const sum = fround(fround(fround(left * left) * rightCurvature) + fround(fround(right * right) * leftCurvature));
    return fround(sum / fround(leftCurvature * rightCurvature));
  }

  #boundedScore(leftGradient: number, leftHessian: number, column: number): number {
    const { node } = this;
    const rightGradient = node.gradient - leftGradient;
    const rightHessian = node.hessian - leftHessian;
    const sign = this.settings.monotone?.[column] ?? 0;
    const rise = this.value(rightGradient, rightHessian) - this.value(leftGradient, leftHessian);
    if (rise * sign < 0) return -Infinity;
    return this.reduction(leftGradient, leftHessian, 0) + this.reduction(rightGradient, rightHessian, 0);
  }

  value(gradient: number, hessian: number, extraL2 = 0): number {
    return leafValue(gradient, hessian, this.scales, this.settings, this.node.low, this.node.high, extraL2);
  }

  /** Twice the fall of a side's quadratic loss at its value v, in float64: −(2·G·v + (H + l2)·v² + 2·l1·|v|). */
  reduction(gradient: number, hessian: number, extraL2: number): number {
    const v = this.value(gradient, hessian, extraL2);
    const { l1, l2 } = this.settings;
    const curvature = hessian / this.scales.hessian + l2 + extraL2;
    return -(2 * (gradient / this.scales.gradient) * v + curvature * v * v + 2 * l1 * Math.abs(v));
  }

  /** Gain of a split in float64: both sides' reductions less the whole node's. What columns and leaves are compared by. */
  gainOf(leftGradient: number, leftHessian: number, extraL2 = 0): number {
    const { gradient, hessian } = this.node;
    const left = this.reduction(leftGradient, leftHessian, extraL2);
    const right = this.reduction(gradient - leftGradient, hessian - leftHessian, extraL2);
    return left + right - this.reduction(gradient, hessian, 0);
  }
}

/** Bins [first, last] that hold something, missing ones aside; first > last where none does. */
function filledBins({ bins, hessian }: ColumnHistogram): [number, number] {
  let first = 1;
  let last = bins;
  while (first <= bins && hessian[first] === 0) first++;
  while (last >= 1 && hessian[last] === 0) last--;
  return [first, last];
}

/**
 * Best split of a column of numbers. Candidates in order: cut bin from 1 up; at each, missing values right, then, where the node has
 * some, left. A later one must score strictly more. After the last bin missing values stand alone on the right (threshold ∞).
 * Where the node has none at the column, unseen missing ones go to the side with more hessian, left when equal.
 * @param draw - in [0, 1): only the cut first + ⌊draw · (last − first)⌋ of the filled bins is tried, and missing values alone.
 */
function bestNumberSplit(histogram: ColumnHistogram, scorer: SplitScorer, draw: number | undefined): Split | undefined {
  const { column, bins, gradient, hessian } = histogram;
  const missing = hessian[0] !== 0 || gradient[0] !== 0;
  const [first, last] = draw === undefined ? [1, bins] : filledBins(histogram);
  const only = draw === undefined ? undefined : first + Math.floor(draw * (last - first));
  let best = { score: -Infinity, bin: 0, missingLeft: false, leftGradient: 0, leftHessian: 0 };
  let leftGradient = 0;
  let leftHessian = 0;
  for (let bin = 1; bin <= bins; bin++) {
    leftGradient += gradient[bin]!;
    leftHessian += hessian[bin]!;
    if (only !== undefined && bin !== only && bin !== bins) continue;
    const right = scorer.numberScore(leftGradient, leftHessian, column);
    if (right > best.score) best = { score: right, bin, missingLeft: false, leftGradient, leftHessian };
    if (!missing || bin === bins) continue;
    const withMissing = { leftGradient: leftGradient + gradient[0]!, leftHessian: leftHessian + hessian[0]! };
    const left = scorer.numberScore(withMissing.leftGradient, withMissing.leftHessian, column);
    if (left > best.score) best = { score: left, bin, missingLeft: true, ...withMissing };
  }
  if (best.score === -Infinity) return undefined;
  const { bin, leftGradient: g, leftHessian: h } = best;
  const missingLeft = missing ? best.missingLeft : 2 * h >= scorer.node.hessian;
  return { column, bin, missingLeft, leftGradient: g, leftHessian: h, gain: scorer.gainOf(g, h) };
}

/**
 * Best split of a column of categories. Listed are bins, the missing one included, with a hessian of at least
 * (minimumCategoryRows − ½) · H / rows; never the others. They are ordered by G / (H + smoothing) in float64, of equal ones the lower bin
 * first; candidates are the first 1, 2, … of them, then the last 1, 2, …, up to the most per split; by gain in float64, a later one must
 * gain strictly more. `categoryL2` is added where more than four are listed.
 * @param draw - in [0, 1): only the first 1 + ⌊draw · (most − 1)⌋ are tried.
 * @see Fisher (1958), "On Grouping for Maximum Homogeneity", JASA 53(284).
 */
function bestCategorySplit(histogram: ColumnHistogram, scorer: SplitScorer, draw: number | undefined): Split | undefined {
  const { settings, scales, node, leastHessian } = scorer;
  const { column, bins, others, gradient, hessian } = histogram;
  const least = Math.max(1, Math.ceil(((settings.minimumCategoryRows - 0.5) * node.hessian) / node.rows));
  const ratio = (bin: number): number => gradient[bin]! / scales.gradient / (hessian[bin]! / scales.hessian + settings.categorySmoothing);
  const listed: number[] = [];
  for (let bin = 0; bin <= bins; bin++) if (bin !== others && hessian[bin]! >= least) listed.push(bin);
  listed.sort((a, b) => ratio(a) - ratio(b) || a - b);
  const extraL2 = listed.length > FEW_CATEGORIES ? settings.categoryL2 : 0;
  const most = Math.min(listed.length, settings.maximumCategoriesPerSplit);
  const only = draw === undefined ? undefined : 1 + Math.floor(draw * (most - 1));
  let best: Split | undefined;
  for (const order of draw === undefined ? [listed, listed.toReversed()] : [listed]) {
    let leftGradient = 0;
    let leftHessian = 0;
    for (let count = 1; count <= most; count++) {
      leftGradient += gradient[order[count - 1]!]!;
      leftHessian += hessian[order[count - 1]!]!;
      if (only !== undefined && count !== only) continue;
      if (leftHessian < leastHessian || node.hessian - leftHessian < leastHessian) continue;
      const gain = scorer.gainOf(leftGradient, leftHessian, extraL2);
      if (gain <= (best?.gain ?? -Infinity)) continue;
      const leftBins = order.slice(0, count).sort((a, b) => a - b);
      best = { column, bin: 0, missingLeft: leftBins[0] === 0, leftBins, leftGradient, leftHessian, gain };
    }
  }
  return best;
}

/** Best split of one column in one node; undefined where none is allowed. */
export function bestSplit(histogram: ColumnHistogram, scorer: SplitScorer, draw: number | undefined): Split | undefined {
  return histogram.isCategory ? bestCategorySplit(histogram, scorer, draw) : bestNumberSplit(histogram, scorer, draw);
}
