import type { Cell } from "../../data/index.ts";
import { ascendingOrder, random } from "../../kernels/index.ts";
import type { Judged } from "../metrics/metric.ts";
import { predictedClasses } from "../metrics/predicted-class.ts";

/** A row that was answered wrongly. */
export interface ConfidentError {
  readonly row: Readonly<Record<string, Cell>>;
  readonly truth: string;
  readonly predicted: string;
  /** Probability that was given to the wrong class; regression: share of rows with a smaller error. */
  readonly confidence: number;
}

/** Smallest first: minus the probability of the wrong class where it is wrong, or minus the error. */
function keys(judged: Judged, predicted: Int32Array): Float64Array {
  const { prediction, truth, classes } = judged;
  const { values, width } = prediction;
  if (classes.length === 0) return truth.map((y, row) => -Math.abs(y - (values[row] ?? 0)));
  return truth.map((code, row) => {
    const said = predicted[row] ?? 0;
    if (said === code) return 0;
    const probability = width === 1 ? (values[row] ?? 0) : (values[row * width + said] ?? 0);
    return -(width === 1 && said === 0 ? 1 - probability : probability);
  });
}

/**
 * The errors that the model was surest of (regression: the largest): the first rows to look at, because their labels or features
 * are often wrong.
 * @param settings - `most` (20) errors; `threshold` (0.5) for binary.
 * @see Northcutt, Jiang and Chuang (2021), "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70.
 * @example confidentErrors(judged)[0]; // { row: { … }, truth: "genuine", predicted: "fraud", confidence: 0.99 }
 */
export function confidentErrors(
  judged: Judged,
  { most = 20, threshold = 0.5 }: { readonly most?: number; readonly threshold?: number } = {},
): ConfidentError[] {
  const { prediction, truth, classes, table } = judged;
  const predicted = classes.length === 0 ? new Int32Array(0) : predictedClasses(prediction, threshold);
  const key = keys(judged, predicted);
  const order = ascendingOrder(key);
  const errors: ConfidentError[] = [];
  for (const [place, row] of order.subarray(0, most).entries()) {
    const size = key[row] ?? 0;
    if (size === 0) break;
    const regression = classes.length === 0;
    const named = (code: number | undefined): string => classes[code ?? -1] ?? String(code);
    errors.push({
      row: table.row(row),
      truth: regression ? String(truth[row]) : named(truth[row]),
      predicted: regression ? String(prediction.values[row]) : named(predicted[row]),
      confidence: regression ? 1 - (place + 1) / order.length : -size,
    });
  }
  return errors;
}

/** A sample of (truth, predicted) pairs of a regression, drawn with the seed, for a scatter plot. @param most - 500 unless told. */
export function truthAgainstPredicted(judged: Judged, seed: number, most = 500): { readonly truth: number; readonly predicted: number }[] {
  const rows = random(seed)
    .fork("scatter")
    .shuffle(Int32Array.from(judged.truth, (_, row) => row))
    .slice(0, most)
    .sort();
  return Array.from(rows, (row) => ({ truth: judged.truth[row] ?? Number.NaN, predicted: judged.prediction.values[row] ?? Number.NaN }));
}
