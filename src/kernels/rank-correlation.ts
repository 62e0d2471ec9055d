/** Values in ascending order within groups: positions, where each group starts, and the last of each run of equal values. */
export interface GroupedOrder {
  /** Rows, group by group, ascending within a group; length rows. */
  readonly order: Int32Array;
  /** Place in `order` at which each group starts, and the number of rows; length groups + 1. */
  readonly groupStart: Int32Array;
  /** 1 at the last place of each run of equal values, length rows. */
  readonly runEnd: Uint8Array;
}

/** Middle ranks under weights: the weight of all lower values of the group plus half of that of equal ones. */
function middleRanks({ order, groupStart, runEnd }: GroupedOrder, weight: Float64Array, rank: Float64Array): void {
  for (let group = 0; group + 1 < groupStart.length; group++) {
    let below = 0;
    let begin = groupStart[group]!;
    for (let at = begin, equal = 0; at < groupStart[group + 1]!; at++) {
      equal += weight[order[at]!]!;
      if (runEnd[at] === 0) continue;
      for (let k = begin; k <= at; k++) rank[order[k]!] = below + equal / 2;
      below += equal;
      equal = 0;
      begin = at + 1;
    }
  }
}

/** Weighted correlation of two values over order[from … until). */
function correlationOf(a: Float64Array, b: Float64Array, weight: Float64Array, order: Int32Array, from: number, until: number): number {
  let total = 0;
  let meanA = 0;
  let meanB = 0;
  for (let at = from; at < until; at++) {
    const row = order[at]!;
    total += weight[row]!;
    meanA += weight[row]! * a[row]!;
    meanB += weight[row]! * b[row]!;
  }
  meanA /= total;
  meanB /= total;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let at = from; at < until; at++) {
    const row = order[at]!;
    const x = a[row]! - meanA;
    const y = b[row]! - meanB;
    squaresA += weight[row]! * x * x;
    squaresB += weight[row]! * y * y;
    products += weight[row]! * x * y;
  }
  return products / Math.sqrt(squaresA * squaresB);
}

/**
 * Mean over groups, by their weight, of the correlation of ranks within a group; groups in which one side does not vary are left out.
 * @param a - order of the first values; @param b - of the second, with the same groups; @param weight - length rows.
 * @returns in [−1, 1]; NaN where no group varies.
 */
export function rankCorrelationWithin(a: GroupedOrder, b: GroupedOrder, weight: Float64Array): number {
  const ranksA = new Float64Array(weight.length);
  const ranksB = new Float64Array(weight.length);
  middleRanks(a, weight, ranksA);
  middleRanks(b, weight, ranksB);
  let sum = 0;
  let total = 0;
  for (let group = 0; group + 1 < a.groupStart.length; group++) {
    const from = a.groupStart[group]!;
    const until = a.groupStart[group + 1]!;
    const found = correlationOf(ranksA, ranksB, weight, a.order, from, until);
    if (!Number.isFinite(found)) continue;
    let inGroup = 0;
    for (let at = from; at < until; at++) inGroup += weight[a.order[at]!]!;
    sum += inGroup * found;
    total += inGroup;
  }
  // Rounding may carry a perfect correlation a hair beyond 1.
  return total > 0 ? Math.max(-1, Math.min(1, sum / total)) : Number.NaN;
}
