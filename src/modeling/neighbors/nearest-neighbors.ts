import type { FeatureOutput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import {
  type DenseMatrix,
  type FeatureMatrix,
  nearestStoredRows,
  neighborDistances,
  type StoredRows,
  storeRows,
  takeRows,
} from "../../kernels/index.ts";
import { div, gather, matMul, max, mul, pow, reduceSum, sqrt, sub, topK, transpose, unsqueeze, type Value } from "../../onnx/index.ts";
import type { Estimator, Examples, Fitted } from "../estimator.ts";
import { checkExamples } from "../fitting/check-examples.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import { refuseAborted } from "../fitting/stay-responsive.ts";
import type { Prediction } from "../prediction.ts";

/** Settings of `nearestNeighbors`. */
export interface NearestNeighborsSettings {
  /** Stored rows that answer a query; 15 unless told. Fewer rows than that all answer. */
  readonly k?: number;
  /** "uniform": every neighbour counts the same; "distance": in inverse proportion to its distance. */
  readonly weights?: "uniform" | "distance";
  /** Most rows that it stores, 200,000 unless told: the model holds them all, and a prediction looks at every one. */
  readonly mostRows?: number;
}

/** A distance below this counts as this, so that an equal row outweighs all others. */
const CLOSEST = 1e-10;

/** What neighbours say: [rows, outputs] votes or values, each times its row's weight, and the weights themselves. */
interface Answers {
  readonly outputs: number;
  readonly values: Float32Array;
  readonly weight: Float32Array;
}

/** Votes of the stored rows: binary [1 where positive], multiclass one-hot, regression the value. */
function answersOf(truth: Float64Array, weight: Float64Array | undefined, classes: number): Answers {
  const outputs = classes > 2 ? classes : 1;
  const values = new Float32Array(truth.length * outputs);
  const shares = Float32Array.from(truth, (_, i) => weight?.[i] ?? 1);
  for (const [i, value] of truth.entries()) {
    if (outputs > 1) values[i * outputs + value] = shares[i] ?? 0;
    else values[i] = value * (shares[i] ?? 0);
  }
  return { outputs, values, weight: shares };
}

/** Rows that count: with weight 0 a row says nothing. */
function weighted(dense: DenseMatrix, { truth, weight }: Examples): { dense: DenseMatrix; truth: Float64Array; weight?: Float64Array } {
  if (weight === undefined || weight.every((value) => value > 0)) return { dense, truth, ...(weight === undefined ? {} : { weight }) };
  const rows = Int32Array.from([...weight.keys()].filter((i) => (weight[i] ?? 0) > 0));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
  return { dense: takeRows({ rows: dense.rows, dense }, rows).dense ?? dense, truth: pick(truth), weight: pick(weight) };
}

function predict(stored: StoredRows, answers: Answers, k: number, byDistance: boolean, features: FeatureMatrix): Prediction {
  const { outputs } = answers;
  const queries = features.dense;
  if (queries === undefined || queries.columns !== stored.columns) {
    const problem = `nearest_neighbors stored ${stored.columns} dense columns and was asked about ${queries?.columns ?? 0}.`;
    throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, "Predict from the features that it was fitted with.");
  }
  const neighbors = nearestStoredRows(stored, queries, k);
  const distances = byDistance ? neighborDistances(stored, queries, neighbors, k) : undefined;
  const values = new Float64Array(features.rows * outputs);
  for (let i = 0; i < features.rows; i++) {
    let total = 0;
    for (let n = i * k; n < (i + 1) * k; n++) {
      const row = neighbors[n] ?? 0;
      const share = distances === undefined ? 1 : 1 / Math.max(distances[n] ?? 0, CLOSEST);
      total += share * (answers.weight[row] ?? 0);
      for (let o = 0; o < outputs; o++)
        values[i * outputs + o] = (values[i * outputs + o] ?? 0) + share * (answers.values[row * outputs + o] ?? 0);
    }
    for (let o = 0; o < outputs; o++) values[i * outputs + o] = (values[i * outputs + o] ?? 0) / Math.max(total, 1e-30);
  }
  return { rows: features.rows, width: outputs, values };
}

function emit(stored: StoredRows, answers: Answers, k: number, byDistance: boolean, features: FeatureOutput): Value {
  const { rows, columns } = stored;
  const input = features.dense;
  if (input === undefined)
    throw new MillwrightError("MODELING_FEATURES_REFUSED", "nearest_neighbors was given no dense columns.", "Add a dense feature.");
  const { graph } = input;
  const x = sub(input, graph.constant(stored.centre, [1, columns]));
  const rowsOf = graph.constant(stored.values, [rows, columns]);
  const products = matMul(x, transpose(rowsOf, [1, 0]));
  const nearness = sub(mul(products, graph.scalar(2)), graph.constant(stored.norms, [1, rows]));
  const { indices } = topK(nearness, k, 1);
  const values = gather(graph.constant(answers.values, [rows, answers.outputs]), indices);
  const weight = gather(graph.constant(answers.weight, [rows, 1]), indices);
  if (!byDistance) return div(reduceSum(values, [1]), reduceSum(weight, [1]));
  const difference = sub(unsqueeze(x, [1]), gather(rowsOf, indices));
  const distance = sqrt(reduceSum(pow(difference, graph.scalar(2)), [2], true));
  const share = div(graph.scalar(1), max(distance, graph.scalar(CLOSEST)));
  return div(reduceSum(mul(values, share), [1]), reduceSum(mul(weight, share), [1]));
}

/**
 * The k nearest training rows by Euclidean distance on the dense columns answer: their classes' shares or the mean of their values.
 * Exact: every stored row is looked at. Scale the columns first; a column counts by its spread.
 * @throws MODELING_SETTING_INVALID
 * @see Cover and Hart (1967), "Nearest neighbor pattern classification", IEEE Trans. Inf. Theory 13(1).
 * @example nearestNeighbors({ k: 25, weights: "distance" })
 */
export function nearestNeighbors(settings: NearestNeighborsSettings = {}): Estimator<Fitted> {
  const name = "nearest_neighbors";
  const { k = 15, weights = "uniform", mostRows = 200_000 } = settings;
  checkNumber(name, "k", k, { least: 1, most: 10_000, whole: true });
  checkNumber(name, "mostRows", mostRows, { least: 1, whole: true });
  checkChoice(name, "weights", weights, ["uniform", "distance"]);
  const learner = { name, tasks: ["binary", "multiclass", "regression"], accepts: ["dense"] } as const;
  return {
    ...learner,
    settings: { k, weights, mostRows },
    async fit(examples, context) {
      checkExamples(learner, examples, context);
      refuseAborted(name, context);
      const { dense, rows } = examples.features;
      if (rows > mostRows) {
        const fix = "Sample the rows, raise mostRows (the model grows with it), or choose a learner that does not store them.";
        throw new MillwrightError("MODELING_TOO_MANY_ROWS", `${name} was given ${rows} rows and stores at most ${mostRows}.`, fix);
      }
      if (dense === undefined || dense.columns === 0) {
        throw new MillwrightError("MODELING_FEATURES_REFUSED", `${name} was given no dense columns.`, "Add a dense feature.");
      }
      const counted = weighted(dense, examples);
      const stored = storeRows(counted.dense);
      const answers = answersOf(counted.truth, counted.weight, context.task.classes);
      const taken = Math.min(k, stored.rows);
      const byDistance = weights === "distance";
      context.onProgress?.({ step: 1, steps: 1, values: {} });
      return {
        name,
        learned: { storedRows: stored.rows, k: taken },
        predict: (features) => predict(stored, answers, taken, byDistance, features),
        emit: (features) => emit(stored, answers, taken, byDistance, features),
      };
    },
  };
}
