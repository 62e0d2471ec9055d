import type { FeatureOutput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { type FeatureMatrix, linearScores, sigmoidInPlace, softmaxInPlace } from "../../kernels/index.ts";
import { add, gather, matMul, mul, reduceSum, sigmoid, softmax, sub, unsqueeze, type Value } from "../../onnx/index.ts";
import type { Fitted } from "../estimator.ts";

/** Coefficients of a linear model: score_k = intercept_k + Σ_j weight[j, k]·(x_j − centre_j) + Σ over sparse elements. */
export interface LinearCoefficients {
  readonly outputs: number;
  readonly dense?: {
    readonly columns: number;
    /** Subtracted from the columns first, where their size would cost digits; else zeros. Length columns. */
    readonly centre: Float32Array;
    /** [columns, outputs] in the units of the features. */
    readonly weight: Float64Array;
  };
  readonly sparse?: {
    /** Columns of the matrix that it was learned from. */
    readonly width: number;
    /** Columns that occurred, length known. */
    readonly original: Int32Array;
    /** [known, outputs]. */
    readonly weight: Float32Array;
    /** Added per unit of a column that did not occur in training; zeros unless told. Length outputs. */
    readonly unknown?: Float32Array;
  };
  /** Length outputs. */
  readonly intercept: Float64Array;
}

/** How scores become predictions. */
export type Link = "identity" | "sigmoid" | "softmax";

/** What else a fit found out. */
export interface LinearReport {
  readonly importance?: Float64Array;
  readonly learned: Readonly<Record<string, number | string>>;
}

/** A fitted linear model. */
export interface FittedLinear extends Fitted {
  readonly coefficients: LinearCoefficients;
  readonly link: Link;
}

/** Known columns in a smaller table behind an index pay when they are this share of all columns or less. */
const COMPACT_SHARE = 0.6;

function refuseWidth(name: string, coefficients: LinearCoefficients, features: FeatureMatrix): void {
  const widths = [
    ["dense", coefficients.dense?.columns ?? 0, features.dense?.columns ?? 0],
    ["sparse", coefficients.sparse?.width ?? 0, features.sparse?.columns ?? 0],
  ] as const;
  for (const [kind, learned, given] of widths) {
    if (learned === given) continue;
    throw new MillwrightError(
      "MODELING_FEATURES_REFUSED",
      `${name} learned from ${learned} ${kind} columns and was asked to predict from ${given}.`,
      "Predict from the features that it was fitted with.",
    );
  }
}

/** Scores of the dense columns, [N, outputs]. */
function emitDense(dense: NonNullable<LinearCoefficients["dense"]>, outputs: number, x: Value): Value {
  const { graph } = x;
  const weight = graph.constant(Float32Array.from(dense.weight), [dense.columns, outputs]);
  const isCentred = dense.centre.some((value) => value !== 0);
  return matMul(isCentred ? sub(x, graph.constant(dense.centre, [1, dense.columns])) : x, weight);
}

/** Scores of the bags of sparse columns, [N, outputs]. */
function emitSparse(model: NonNullable<LinearCoefficients["sparse"]>, outputs: number, bags: NonNullable<FeatureOutput["sparse"]>): Value {
  const { graph } = bags.index;
  const known = model.original.length;
  const hasUnknown = model.unknown?.some((value) => value !== 0) ?? false;
  let rows: Value;
  if (known <= COMPACT_SHARE * model.width) {
    const places = new Int32Array(model.width + 1).fill(known);
    for (const [place, column] of model.original.entries()) places[column] = place;
    places[model.width] = known + 1;
    const table = new Float32Array((known + 2) * outputs);
    table.set(model.weight);
    if (hasUnknown) table.set(model.unknown ?? [], known * outputs);
    rows = gather(graph.constant(table, [known + 2, outputs]), gather(graph.constant(places), bags.index));
  } else {
    const table = new Float32Array((model.width + 1) * outputs);
    if (hasUnknown) for (let j = 0; j < model.width; j++) table.set(model.unknown ?? [], j * outputs);
    for (const [place, column] of model.original.entries()) {
      table.set(model.weight.subarray(place * outputs, (place + 1) * outputs), column * outputs);
    }
    rows = gather(graph.constant(table, [model.width + 1, outputs]), bags.index);
  }
  return reduceSum(bags.weight === undefined ? rows : mul(rows, unsqueeze(bags.weight, [2])), [1]);
}

function emitScores(coefficients: LinearCoefficients, features: FeatureOutput): Value {
  const { outputs, dense, sparse } = coefficients;
  const parts: Value[] = [];
  if (dense !== undefined && dense.columns > 0 && features.dense !== undefined) parts.push(emitDense(dense, outputs, features.dense));
  if (sparse !== undefined && features.sparse !== undefined) parts.push(emitSparse(sparse, outputs, features.sparse));
  if (parts.length === 0) parts.push(emptyScores(features));
  const sum = parts.reduce((left, right) => add(left, right));
  return add(sum, sum.graph.constant(Float32Array.from(coefficients.intercept), [1, outputs]));
}

/** Zeros [N, 1] from whatever columns there are: a model of the intercept alone. */
function emptyScores({ dense }: FeatureOutput): Value {
  if (dense === undefined) throw new MillwrightError("MODELING_FEATURES_REFUSED", "a linear model was given no columns.", "Add a feature.");
  return mul(reduceSum(dense, [1], true), dense.graph.scalar(0));
}

/** A fitted model from its coefficients. */
export function fittedLinear(name: string, coefficients: LinearCoefficients, link: Link, report: LinearReport): FittedLinear {
  return {
    name,
    coefficients,
    link,
    ...(report.importance === undefined ? {} : { importance: report.importance }),
    learned: report.learned,
    predict(features) {
      refuseWidth(name, coefficients, features);
      const values = linearScores(coefficients, features);
      if (link === "sigmoid") sigmoidInPlace(values);
      if (link === "softmax") softmaxInPlace(values, coefficients.outputs);
      return { rows: features.rows, width: coefficients.outputs, values };
    },
    emit(features) {
      const scores = emitScores(coefficients, features);
      if (link === "identity") return scores;
      return link === "sigmoid" ? sigmoid(scores) : softmax(scores, 1);
    },
  };
}
