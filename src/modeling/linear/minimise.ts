import type { Workspace } from "../../kernels/index.ts";
import type { Preconditioner } from "./precondition.ts";

/** What is minimised, over float64 vectors in a workspace. */
export interface Minimised {
  readonly workspace: Workspace;
  readonly dimension: number;
  /** Value at `coefficients`; writes the gradient. */
  evaluate(coefficients: number, gradient: number): number;
}

/** When to stop. */
export interface MinimiseSettings {
  /** Stops when the value is estimated to be within this share of its minimum. */
  readonly tolerance: number;
  readonly mostIterations: number;
  /** Called after each iteration; may throw to stop. */
  readonly onIteration: (iteration: number, value: number) => Promise<void>;
}

/** Where it ended. */
export interface Minimum {
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Vectors that the method works with, allocated once per objective. */
export interface MinimiserMemory {
  readonly point: number;
  readonly gradient: number;
  readonly nextPoint: number;
  readonly nextGradient: number;
  readonly direction: number;
  readonly spare: number;
  readonly steps: readonly number[];
  readonly changes: readonly number[];
}

const REMEMBERED = 8;
const REMEMBERED_WHEN_LARGE = 5;
const LARGE = 200_000;
/** Relative changes of the value below this are rounding of the float32 passes. */
const NOISE = 1e-10;

/** Allocates the vectors. `point` starts at zero. */
export function allocateMinimiser(workspace: Workspace, dimension: number): MinimiserMemory {
  const vector = (): number => workspace.allocateUnset(dimension * 8);
  const remembered = dimension > LARGE ? REMEMBERED_WHEN_LARGE : REMEMBERED;
  return {
    point: workspace.allocate(dimension * 8),
    gradient: vector(),
    nextPoint: vector(),
    nextGradient: vector(),
    direction: vector(),
    spare: vector(),
    steps: Array.from({ length: remembered }, vector),
    changes: Array.from({ length: remembered }, vector),
  };
}

/** The newest steps and gradient changes, with 1 / (step · change). */
class History {
  readonly #memory: MinimiserMemory;
  readonly #inverse: number[] = [];
  #count = 0;
  /** Ratio of the true curvature along the newest step to the preconditioner's. */
  scale = 1;

  constructor(memory: MinimiserMemory) {
    this.#memory = memory;
  }

  /** Slots from the newest to the oldest. */
  slots(): number[] {
    const size = this.#memory.steps.length;
    return Array.from({ length: Math.min(this.#count, size) }, (_, i) => (this.#count - 1 - i) % size);
  }

  entry(slot: number): { step: number; change: number; inverse: number } {
    return { step: this.#memory.steps[slot] ?? 0, change: this.#memory.changes[slot] ?? 0, inverse: this.#inverse[slot] ?? 0 };
  }

  /** Addresses that the next pair is written to. */
  next(): { step: number; change: number } {
    return this.entry(this.#count % this.#memory.steps.length);
  }

  accept(product: number): void {
    this.#inverse[this.#count % this.#memory.steps.length] = 1 / product;
    this.#count++;
  }
}

/** direction ← −H·gradient by the two-loop recursion, with the preconditioner as first estimate. */
function descend({ workspace, dimension }: Minimised, memory: MinimiserMemory, history: History, preconditioner: Preconditioner): void {
  const { kernels } = workspace;
  const { gradient, direction, spare } = memory;
  kernels.combine(gradient, 0, gradient, spare, dimension);
  const slots = history.slots();
  const shares = slots.map((slot) => {
    const { step, change, inverse } = history.entry(slot);
    const share = inverse * kernels.dot(step, spare, dimension);
    kernels.axpy(-share, change, spare, dimension);
    return share;
  });
  preconditioner.apply(spare, direction);
  kernels.axpy(history.scale - 1, direction, direction, dimension);
  for (let i = slots.length - 1; i >= 0; i--) {
    const { step, change, inverse } = history.entry(slots[i] ?? 0);
    const share = (shares[i] ?? 0) - inverse * kernels.dot(change, direction, dimension);
    kernels.axpy(share, step, direction, dimension);
  }
  kernels.axpy(-2, direction, direction, dimension);
}

/** Keeps the newest step when the objective curves upwards along it. */
function remember({ workspace, dimension }: Minimised, memory: MinimiserMemory, history: History, preconditioner: Preconditioner): void {
  const { kernels } = workspace;
  const { step, change } = history.next();
  kernels.combine(memory.nextPoint, -1, memory.point, step, dimension);
  kernels.combine(memory.nextGradient, -1, memory.gradient, change, dimension);
  const product = kernels.dot(step, change, dimension);
  preconditioner.apply(change, memory.spare);
  const size = kernels.dot(change, memory.spare, dimension);
  if (!(product > 1e-14 * size) || !(size > 0)) return;
  history.accept(product);
  history.scale = product / size;
}

/** A step length with enough decrease, or 0. Leaves the new point and its gradient in memory. */
function search(minimised: Minimised, memory: MinimiserMemory, value: number, slope: number): { length: number; value: number } {
  const { kernels } = minimised.workspace;
  const { point, direction, nextPoint, nextGradient } = memory;
  let length = 1;
  for (let trial = 0; trial < 25; trial++) {
    kernels.combine(point, length, direction, nextPoint, minimised.dimension);
    const next = minimised.evaluate(nextPoint, nextGradient);
    if (next <= value + 1e-4 * length * slope) return { length, value: next };
    const fitted = (-slope * length * length) / (2 * (next - value - slope * length));
    length = Number.isFinite(fitted) ? Math.min(0.5 * length, Math.max(0.1 * length, fitted)) : 0.1 * length;
  }
  return { length: 0, value };
}

function swap(memory: MinimiserMemory): MinimiserMemory {
  const { point, gradient, nextPoint, nextGradient } = memory;
  return { ...memory, point: nextPoint, gradient: nextGradient, nextPoint: point, nextGradient: gradient };
}

/**
 * Minimises a smooth convex function by preconditioned L-BFGS, from `memory.point`.
 * @returns the minimum, with the memory whose `point` holds it.
 * @see Nocedal (1980), "Updating quasi-Newton matrices with limited storage".
 */
export async function minimise(
  minimised: Minimised,
  start: MinimiserMemory,
  preconditioner: Preconditioner,
  settings: MinimiseSettings,
): Promise<{ minimum: Minimum; memory: MinimiserMemory }> {
  const { kernels } = minimised.workspace;
  let memory = start;
  const history = new History(start);
  let value = minimised.evaluate(memory.point, memory.gradient);
  for (let iteration = 0; iteration < settings.mostIterations; iteration++) {
    descend(minimised, memory, history, preconditioner);
    const slope = kernels.dot(memory.gradient, memory.direction, minimised.dimension);
    // −slope/2 is what is left to gain if the estimated curvature were right.
    if (!(slope < 0) || -slope / 2 <= settings.tolerance * Math.abs(value)) {
      return { minimum: { value, iterations: iteration, converged: true }, memory };
    }
    const found = search(minimised, memory, value, slope);
    if (found.length === 0) return { minimum: { value, iterations: iteration, converged: true }, memory };
    remember(minimised, memory, history, preconditioner);
    const gained = value - found.value;
    value = found.value;
    memory = swap(memory);
    if (gained <= NOISE * Math.abs(value)) return { minimum: { value, iterations: iteration + 1, converged: true }, memory };
    await settings.onIteration(iteration + 1, value);
  }
  return { minimum: { value, iterations: settings.mostIterations, converged: false }, memory };
}
