import { MillwrightError } from "../../errors/index.ts";
import type { Prediction } from "../../modeling/index.ts";
import type { Parity } from "./manifest.ts";

/** Float32 graphs against float64 trainers differ by rounding; more than this is a fault. */
const defaultTolerance = 1e-3;

/** Largest |a − b| / max(1, |b|); Infinity where only one of the two is a number. */
function largest(graph: Float64Array, trainer: Float64Array): { readonly difference: number; readonly at: number } {
  let difference = 0;
  let at = 0;
  for (let i = 0; i < trainer.length; i++) {
    const a = graph[i] ?? Number.NaN;
    const b = trainer[i] ?? Number.NaN;
    if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const distance = Math.abs(a - b) / Math.max(1, Math.abs(b));
    if (distance > difference || Number.isNaN(distance)) {
      difference = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
      at = i;
    }
  }
  return { difference, at };
}

/**
 * Compares what the package's graph and the trainer say about the same rows; a package is accepted only when they agree.
 * @param graph - from the graph, as it will be served.
 * @param trainer - from the trainer's own code, the same rows in the same order.
 * @param tolerance - of |graph − trainer| / max(1, |trainer|); 0.001 unless told.
 * @throws PACKAGE_PARITY when they differ by more, or are not about the same rows.
 */
export function parityCheck(graph: Prediction, trainer: Prediction, tolerance: number = defaultTolerance): Parity {
  if (graph.rows !== trainer.rows || graph.width !== trainer.width) {
    throw new MillwrightError(
      "PACKAGE_PARITY",
      `the graph gave [${graph.rows}, ${graph.width}] predictions, the trainer [${trainer.rows}, ${trainer.width}].`,
      "Compare predictions about the same rows.",
    );
  }
  const { difference, at } = largest(graph.values, trainer.values);
  if (difference > tolerance) {
    throw new MillwrightError(
      "PACKAGE_PARITY",
      `row ${Math.floor(at / trainer.width)}: the graph says ${graph.values[at]}, the trainer ${trainer.values[at]}; the difference ${difference.toExponential(2)} exceeds ${tolerance}.`,
      "A feature or the model emits other nodes than it computes in training; compare its `emit` with its `predict` on this row.",
    );
  }
  return { rows: trainer.rows, largestDifference: difference };
}
