import { type Random, random } from "../../../kernels/index.ts";
import type { FullBoosting, GradientSampling } from "./boosting-settings.ts";

/** Each row with the same probability, ascending; at least one. */
export function drawRows(rows: number, share: number, stream: Random): Int32Array {
  const drawn = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (stream.next() < share) drawn[count++] = row;
  if (count === 0) drawn[count++] = stream.integer(rows);
  return drawn.slice(0, count);
}

/** Σ over the outputs of |gradient · hessian| of each row. */
function sizesOf(rows: number, gradient: Float32Array, hessian: Float32Array): Float32Array {
  const sizes = new Float32Array(rows);
  for (let at = 0; at < gradient.length; at++) {
    const row = at % rows;
    sizes[row] = (sizes[row] ?? 0) + Math.abs((gradient[at] ?? 0) * (hessian[at] ?? 0));
  }
  return sizes;
}

/**
 * Keeps the rows with the largest gradients and draws some of the others, whose derivatives are multiplied so that they stand for all.
 * @param gradient - [outputs, rows], changed in place, as `hessian`.
 * @see Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS, section 3.
 */
export function drawByGradient(
  rows: number,
  { top, others }: Required<GradientSampling>,
  gradient: Float32Array,
  hessian: Float32Array,
  stream: Random,
): Int32Array {
  const sizes = sizesOf(rows, gradient, hessian);
  const bound = sizes.toSorted()[Math.max(0, rows - Math.max(1, Math.round(top * rows)))] ?? 0;
  const share = others / (1 - top);
  const drawn = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const isLarge = (sizes[row] ?? 0) >= bound;
    if (!isLarge && stream.next() >= share) continue;
    drawn[count++] = row;
    if (isLarge) continue;
    for (let at = row; at < gradient.length; at += rows) {
      gradient[at] = (gradient[at] ?? 0) / share;
      hessian[at] = (hessian[at] ?? 0) / share;
    }
  }
  return drawn.slice(0, count);
}

/** The rows of a round; undefined for all of them. Gradient sampling starts when the first trees have made gradients differ. */
export function rowsOfRound(
  settings: FullBoosting,
  round: number,
  rows: number,
  gradient: Float32Array,
  hessian: Float32Array,
  seed: number,
): Int32Array | undefined {
  const stream = random(seed).fork(`rows of round ${round}`);
  const { gradientSampling, rowShare, learningRate } = settings;
  if (gradientSampling !== undefined && round >= 1 / learningRate) {
    return drawByGradient(rows, gradientSampling, gradient, hessian, stream);
  }
  return rowShare < 1 ? drawRows(rows, rowShare, stream) : undefined;
}

/** The columns of a tree: 1 where it may look; undefined for all of them. */
export function columnsOfTree(share: number, columns: number, stream: Random): Uint8Array | undefined {
  if (share >= 1) return undefined;
  const order = stream.shuffle(Int32Array.from({ length: columns }, (_, column) => column));
  const chosen = new Uint8Array(columns);
  for (const column of order.subarray(0, Math.max(1, Math.round(share * columns)))) chosen[column] = 1;
  return chosen;
}
