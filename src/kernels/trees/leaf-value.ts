import type { GrowthSettings } from "./growth-settings.ts";

/** Whole numbers in place of gradients and hessians: number = round(value · scale), half to even; scales are powers of two. */
export interface Scales {
  readonly gradient: number;
  readonly hessian: number;
}

function shrink(gradient: number, l1: number): number {
  return Math.sign(gradient) * Math.max(Math.abs(gradient) - l1, 0);
}

/** Value of a leaf with these sums, in float64: −shrink(G) / (H + l2), within the largest value and then the node's bounds. */
export function leafValue(
  gradient: number,
  hessian: number,
  scales: Scales,
  settings: GrowthSettings,
  low: number,
  high: number,
  extraL2 = 0,
): number {
  const { l1, l2, maximumLeafValue } = settings;
  const denominator = hessian / scales.hessian + l2 + extraL2;
  let value = denominator > 0 ? -shrink(gradient / scales.gradient, l1) / denominator : 0;
  if (maximumLeafValue > 0) value = Math.max(-maximumLeafValue, Math.min(maximumLeafValue, value));
  return Math.max(low, Math.min(high, value)) + 0;
}
