import { listOf, packLists } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { ScoredPairs } from "../finding/score-pairs.ts";
import type { Judged, JudgedLists } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";

/** Some rows of a prediction, in the order of `rows`. */
export function takePrediction(prediction: Prediction, rows: Int32Array): Prediction {
  const { width } = prediction;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, at) => {
    values.set(prediction.values.subarray(row * width, (row + 1) * width), at * width);
  });
  const pick = (bound: Float64Array): Float64Array => Float64Array.from(rows, (row) => bound[row] ?? Number.NaN);
  return {
    rows: rows.length,
    width,
    values,
    ...(prediction.low === undefined ? {} : { low: pick(prediction.low) }),
    ...(prediction.high === undefined ? {} : { high: pick(prediction.high) }),
  };
}

/** Compared pairs of some questions, in the order of `rows`. */
function takePairs(pairs: NonNullable<JudgedLists["pairs"]>, rows: Int32Array): NonNullable<JudgedLists["pairs"]> {
  const take = ({ right, won }: ScoredPairs): ScoredPairs => ({
    right: Float64Array.from(rows, (row) => right[row] ?? 0),
    won: Float64Array.from(rows, (row) => won[row] ?? 0),
  });
  return { uniform: take(pairs.uniform), degree_matched: take(pairs.degree_matched) };
}

/** Lists of some questions, in the order of `rows`. */
function takeFound(found: JudgedLists, rows: Int32Array): JudgedLists {
  const { k } = found.lists;
  const items = new Int32Array(rows.length * k);
  const scores = new Float64Array(rows.length * k);
  rows.forEach((row, at) => {
    items.set(found.lists.items.subarray(row * k, (row + 1) * k), at * k);
    scores.set(found.lists.scores.subarray(row * k, (row + 1) * k), at * k);
  });
  const { grades, relevant, pairs } = found;
  const spans = Array.from(rows, (row) => [relevant.start[row] ?? 0, relevant.start[row + 1] ?? 0] as const);
  return {
    ...found,
    lists: { k, items, scores },
    relevant: packLists(Array.from(rows, (row) => listOf(relevant, row))),
    ...(grades === undefined ? {} : { grades: Float64Array.from(spans.flatMap(([from, to]) => [...grades.subarray(from, to)])) }),
    askers: Int32Array.from(rows, (row) => found.askers[row] ?? 0),
    ...(pairs === undefined ? {} : { pairs: takePairs(pairs, rows) }),
  };
}

/** Some judged rows, in the order of `rows`; classes keep their codes. */
export function takeJudged(judged: Judged, rows: Int32Array): Judged {
  const { weight, found } = judged;
  return {
    prediction: takePrediction(judged.prediction, rows),
    truth: Float64Array.from(rows, (row) => judged.truth[row] ?? Number.NaN),
    table: judged.table.take(rows),
    classes: judged.classes,
    ...(weight === undefined ? {} : { weight: Float64Array.from(rows, (row) => weight[row] ?? 0) }),
    ...(found === undefined ? {} : { found: takeFound(found, rows) }),
  };
}

/** @throws MODELING_ROWS_DIFFER, MODELING_PREDICTION_NOT_FINITE, MODELING_TARGET_EMPTY */
export function checkJudged({ prediction, truth, weight, table }: Judged): void {
  const counts = { predictions: prediction.rows, truths: truth.length, weights: weight?.length ?? truth.length, rows: table.rows };
  if (Object.values(counts).some((count) => count !== truth.length) || prediction.values.length !== prediction.rows * prediction.width) {
    const seen = Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(", ");
    const problem = `there are ${seen}, and ${prediction.values.length} predicted numbers of width ${prediction.width}.`;
    throw new MillwrightError("MODELING_ROWS_DIFFER", problem, "Judge predictions beside the truth of the same rows.");
  }
  if (truth.length === 0)
    throw new MillwrightError("MODELING_TARGET_EMPTY", "there are no rows to judge.", "Check the split or the filter that made them.");
  const bad = prediction.values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new MillwrightError(
    "MODELING_PREDICTION_NOT_FINITE",
    `the prediction of row ${Math.floor(bad / prediction.width)} is ${prediction.values[bad]}.`,
    "A model that overflows was given features of very different sizes or learned too fast: standardise them, or penalise more.",
  );
}
