const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The next float32 in the direction of −∞; −∞ below itself. */
function previous(value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return value;
  float[0] = value;
  if (value === 0) bits[0] = -0x7fffffff;
  else bits[0] = (bits[0] ?? 0) + (value > 0 ? -1 : 1);
  return float[0] ?? Number.NaN;
}

/** The largest float32 that is at most a number: x ≤ number and x ≤ this say the same of every float32 x. */
export function atMost(value: number): number {
  const rounded = Math.fround(value);
  return rounded > value ? previous(rounded) : rounded;
}

/** The largest float32 below a number: x < number and x ≤ this say the same of every float32 x, −∞ aside. */
export function justBelow(value: number): number {
  const rounded = Math.fround(value);
  return rounded >= value ? previous(rounded) : rounded;
}

/** The smallest float32 above a float32: x ≤ number and x < this say the same of every finite float32 x. */
export function justAbove(value: number): number {
  return value === Number.POSITIVE_INFINITY ? value : -previous(-value);
}
