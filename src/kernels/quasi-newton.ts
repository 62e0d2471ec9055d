/** What `quasiNewton` minimises: the value at `point`; writes the gradient. May be Infinity where it is not defined. */
export type SmoothFunction = (point: Float64Array, gradient: Float64Array) => number;

/** Pairs of steps and gradient changes that are remembered. */
const REMEMBERED = 8;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** direction ← −H·gradient by the two-loop recursion. */
function direct(gradient: Float64Array, steps: readonly Float64Array[], changes: readonly Float64Array[], firstStep: number): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const share = dot(steps[k]!, direction) / dot(steps[k]!, changes[k]!);
    shares[k] = share;
    for (let i = 0; i < direction.length; i++) direction[i]! -= share * changes[k]![i]!;
  }
  const last = steps.length - 1;
  const scale =
    last < 0
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : dot(steps[last]!, changes[last]!) / dot(changes[last]!, changes[last]!);
  for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  for (let k = 0; k < steps.length; k++) {
    const rest = shares[k]! - dot(changes[k]!, direction) / dot(steps[k]!, changes[k]!);
    for (let i = 0; i < direction.length; i++) direction[i]! += rest * steps[k]![i]!;
  }
  return direction;
}

/**
 * Minimises a smooth function of a few variables by L-BFGS with a backtracking search, starting at `start`, which is left as it is.
 * @param evaluations - most calls of the function.
 * @param tolerance - stops when a step lowers the value by less than this.
 * @param firstStep - longest first step, in units of the variables.
 * @returns the best point and its value.
 * @see Nocedal (1980), "Updating quasi-Newton matrices with limited storage".
 */
export function quasiNewton(
  evaluate: SmoothFunction,
  start: Float64Array,
  evaluations: number,
  tolerance: number,
  firstStep = 1,
): { readonly point: Float64Array; readonly value: number } {
  let point = start.slice();
  let gradient = new Float64Array(start.length);
  let value = evaluate(point, gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let used = 1; used < evaluations; ) {
    const direction = direct(gradient, steps, changes, firstStep);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let length = 1;
    let accepted: { point: Float64Array<ArrayBuffer>; gradient: Float64Array<ArrayBuffer>; value: number } | undefined;
    while (used < evaluations && length > 1e-4) {
      const next = point.map((x, i) => x + length * direction[i]!);
      const nextGradient = new Float64Array(next.length);
      const nextValue = evaluate(next, nextGradient);
      used++;
      if (nextValue <= value + 1e-4 * length * slope) {
        accepted = { point: next, gradient: nextGradient, value: nextValue };
        break;
      }
      const fitted = (-slope * length * length) / (2 * (nextValue - value - slope * length));
      length = Number.isFinite(fitted) ? Math.min(0.5 * length, Math.max(0.1 * length, fitted)) : 0.1 * length;
    }
    if (accepted === undefined) break;
    const step = accepted.point.map((x, i) => x - point[i]!);
    const change = accepted.gradient.map((x, i) => x - gradient[i]!);
    if (dot(step, change) > 1e-12 * dot(change, change)) {
      steps.push(step);
      changes.push(change);
      if (steps.length > REMEMBERED) {
        steps.shift();
        changes.shift();
      }
    }
    const gained = value - accepted.value;
    ({ point, gradient, value } = accepted);
    if (gained < tolerance) break;
  }
  return { point, value };
}
