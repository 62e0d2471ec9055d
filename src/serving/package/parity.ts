import { MillwrightError } from "../../errors/index.ts";
import type { Prediction } from "../../modeling/index.ts";
import type { Parity } from "./manifest.ts";

/** Float32 graphs against float64 trainers differ by rounding; more than this is a fault. */
const tolerance = 1e-3;

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

/** Who is compared, as messages name them. */
export interface ParitySides {
  readonly served: string;
  readonly reference: string;
}

/**
 * Compares what the package's graph and the trainer say about the same rows; a package is accepted only when they agree.
 * @param graph - from the graph, as it will be served.
 * @param trainer - from the trainer's own code, the same rows in the same order.
 * @param sides - "the graph" and "the trainer" unless told.
 * @throws PACKAGE_PARITY when they differ by more, or are not about the same rows.
 */
export function parityCheck(
  graph: Prediction,
  trainer: Prediction,
  { served, reference }: ParitySides = { served: "the graph", reference: "the trainer" },
): Parity {
  if (graph.rows !== trainer.rows || graph.width !== trainer.width) {
    throw new MillwrightError(
      "PACKAGE_PARITY",
      `${served} gave [${graph.rows}, ${graph.width}] predictions, ${reference} [${trainer.rows}, ${trainer.width}].`,
      "Compare predictions about the same rows.",
    );
  }
  const { difference, at } = largest(graph.values, trainer.values);
  if (difference > tolerance) {
    throw new MillwrightError(
      "PACKAGE_PARITY",
      `row ${Math.floor(at / trainer.width)}: ${served} says ${graph.values[at]}, ${reference} ${trainer.values[at]}; the difference ${difference.toExponential(2)} exceeds ${tolerance}.`,
      "A feature or the model emits other nodes than it computes in training; compare its `emit` with its `predict` on this row.",
    );
  }
  return { rows: trainer.rows, largestDifference: difference };
}
