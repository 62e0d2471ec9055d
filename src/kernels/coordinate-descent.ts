/** Sums that coordinate descent works on, in the units of the features; per unit of weight. */
export interface DescentSums {
  readonly columns: number;
  /** [columns, columns], symmetric. */
  readonly squares: Float64Array;
  /** Length columns. */
  readonly products: Float64Array;
}

/**
 * One pass of coordinate descent for ½ wᵀSw − pᵀw + l1·Σ|w| + l2/2·Σw²; changes `weight` and `slope` = p − Sw.
 * With `activeOnly` coefficients that are 0 are left alone.
 * @returns the largest |change|·√S_jj.
 */
export function descendOnce(
  sums: DescentSums,
  l1: number,
  l2: number,
  weight: Float64Array,
  slope: Float64Array,
  activeOnly: boolean,
): number {
  const { columns, squares } = sums;
  let largest = 0;
  for (let j = 0; j < columns; j++) {
    const own = squares[j * columns + j]!;
    const old = weight[j]!;
    if (own + l2 <= 0 || (activeOnly && old === 0)) continue;
    const pull = slope[j]! + own * old;
    const shrunk = Math.abs(pull) - l1;
    const next = shrunk > 0 ? (Math.sign(pull) * shrunk) / (own + l2) : 0;
    const change = next - old;
    if (change === 0) continue;
    weight[j] = next;
    for (let i = 0; i < columns; i++) slope[i]! -= change * squares[j * columns + i]!;
    largest = Math.max(largest, Math.abs(change) * Math.sqrt(own));
  }
  return largest;
}
