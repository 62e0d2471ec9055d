import type { Interval } from "./run-report.ts";

/**
 * True when two values that were measured on their own differ by more than their intervals explain:
 * the sides that face each other are added as independent errors, √(a² + b²).
 * For two measurements on the same rows this asks for more than a paired test would.
 */
export function differBeyondNoise(first: Interval, second: Interval): boolean {
  const [lower, upper] = first.value <= second.value ? [first, second] : [second, first];
  return upper.value - lower.value > Math.hypot(lower.high - lower.value, upper.value - upper.low);
}
