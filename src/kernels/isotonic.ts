/** Blocks of equal fitted value: arrays of equal length, x and y ascending. */
export interface IsotonicBlocks {
  /** Weighted mean of the inputs of each block. */
  readonly x: Float64Array;
  /** Weighted mean of the targets of each block. */
  readonly y: Float64Array;
  readonly weight: Float64Array;
  /** First and last input of each block. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/**
 * Weighted least-squares non-decreasing fit by pooling adjacent violators; equal inputs are one point.
 * @param x - inputs; @param order - their ascending order; @param y - targets; @param weight - ≥ 0. All length n.
 */
export function poolAdjacentViolators(x: Float64Array, order: Int32Array, y: Float64Array, weight: Float64Array): IsotonicBlocks {
  const n = order.length;
  const sumX = new Float64Array(n);
  const sumY = new Float64Array(n);
  const total = new Float64Array(n);
  const first = new Float64Array(n);
  const last = new Float64Array(n);
  let top = -1;
  for (let i = 0; i < n; i++) {
    const row = order[i]!;
    const w = weight[row]!;
    if (w > 0) {
      if (top < 0 || last[top]! !== x[row]!) {
        top++;
        sumX[top] = 0;
        sumY[top] = 0;
        total[top] = 0;
        first[top] = x[row]!;
        last[top] = x[row]!;
      }
      sumX[top]! += w * x[row]!;
      sumY[top]! += w * y[row]!;
      total[top]! += w;
    }
    // A group of equal inputs must be complete before it is compared with the one below.
    if (i + 1 < n && x[order[i + 1]!] === x[row]!) continue;
    while (top > 0 && sumY[top - 1]! * total[top]! >= sumY[top]! * total[top - 1]!) {
      sumX[top - 1]! += sumX[top]!;
      sumY[top - 1]! += sumY[top]!;
      total[top - 1]! += total[top]!;
      last[top - 1] = last[top]!;
      top--;
    }
  }
  const blocks = top + 1;
  const meanX = new Float64Array(blocks);
  const meanY = new Float64Array(blocks);
  for (let b = 0; b < blocks; b++) {
    meanX[b] = sumX[b]! / total[b]!;
    meanY[b] = sumY[b]! / total[b]!;
  }
  return { x: meanX, y: meanY, weight: total.slice(0, blocks), first: first.slice(0, blocks), last: last.slice(0, blocks) };
}
