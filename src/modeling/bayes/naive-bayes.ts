import { MillwrightError } from "../../errors/index.ts";
import { countColumns, findNotFinite, occurringColumns, pickScores, shiftedLog, sumOf, takeLogs, takeOthers } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, refuseNotFinite } from "../fitting/check-examples.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import { refuseAborted } from "../fitting/stay-responsive.ts";
import { type FittedLinear, fittedLinear, type LinearCoefficients } from "../linear/linear-model.ts";

/** Settings of `naiveBayes`. */
export interface NaiveBayesSettings {
  /** "multinomial" asks how likely a class makes the counts; "complement" how unlikely all the other classes do, which suits uneven classes. */
  readonly kind?: "multinomial" | "complement";
  /** Added to every count, above 0; 1 unless told. scikit-learn's alpha. */
  readonly smoothing?: number;
  /** Shares of the classes: as in the training rows, or equal. The complement form uses none. */
  readonly prior?: "empirical" | "uniform";
}

/** Scores per unit of each column, [classes, columns], with those of a column that never occurred. */
interface ColumnScores {
  readonly scores: Float64Array;
  readonly unknown: Float64Array;
}

/** log((count + smoothing) / (total + smoothing·columns)) for each class; takes the counts' place. */
function multinomialScores(sums: Float64Array, classes: number, smoothing: number): ColumnScores {
  const columns = sums.length / classes;
  const unknown = new Float64Array(classes);
  const log = shiftedLog(smoothing);
  for (let k = 0; k < classes; k++) {
    const own = sums.subarray(k * columns, (k + 1) * columns);
    const logTotal = Math.log(sumOf(own) + smoothing * columns);
    unknown[k] = Math.log(smoothing) - logTotal;
    takeLogs(own, log, logTotal);
  }
  return { scores: sums, unknown };
}

/** −log of the share of a column among all other classes; takes the counts' place. */
function complementScores(sums: Float64Array, classes: number, smoothing: number): ColumnScores {
  takeOthers(sums, classes);
  const { scores, unknown } = multinomialScores(sums, classes, smoothing);
  for (let at = 0; at < scores.length; at++) scores[at] = -(scores[at] ?? 0);
  return { scores, unknown: unknown.map((score) => -score) };
}

/** Logarithms of the classes' shares. */
function logPriors({ truth, weight }: Examples, classes: number, prior: "empirical" | "uniform"): Float64Array {
  if (prior === "uniform") return new Float64Array(classes).fill(-Math.log(classes));
  const sums = new Float64Array(classes);
  for (const [i, code] of truth.entries()) sums[code] = (sums[code] ?? 0) + (weight?.[i] ?? 1);
  const total = sums.reduce((sum, value) => sum + value, 0);
  // A class without rows keeps half a row, so that its score stays finite.
  return sums.map((sum) => Math.log(Math.max(sum, 0.5) / total));
}

/** [classes, columns] → the scores of one output; two classes need one: the second's minus the first's. */
function outputScores(scores: Float64Array, classes: number, output: number): (column: number) => number {
  const columns = scores.length / classes;
  if (classes > 2) return (column) => scores[output * columns + column] ?? 0;
  return (column) => (scores[columns + column] ?? 0) - (scores[column] ?? 0);
}

/** The columns' scores as a linear model; sparse columns that never occurred share one row. */
function toCoefficients(
  { scores, unknown }: ColumnScores,
  original: Int32Array,
  priors: Float64Array,
  examples: Examples,
  classes: number,
): LinearCoefficients {
  const outputs = classes === 2 ? 1 : classes;
  const { dense, sparse } = examples.features;
  const denseColumns = dense?.columns ?? 0;
  const denseWeight = new Float64Array(denseColumns * outputs);
  const weight = new Float32Array(original.length * outputs);
  const intercept = new Float64Array(outputs);
  const unknownWeight = new Float32Array(outputs);
  pickScores(scores, classes, denseColumns, original, weight);
  for (let o = 0; o < outputs; o++) {
    const score = outputScores(scores, classes, o);
    for (let j = 0; j < denseColumns; j++) denseWeight[j * outputs + o] = score(j);
    intercept[o] = outputScores(priors, classes, o)(0);
    unknownWeight[o] = outputScores(unknown, classes, o)(0);
  }
  return {
    outputs,
    intercept,
    ...(denseColumns === 0 ? {} : { dense: { columns: denseColumns, centre: new Float32Array(denseColumns), weight: denseWeight } }),
    ...(sparse === undefined ? {} : { sparse: { width: sparse.columns, original, weight, unknown: unknownWeight } }),
  };
}

function refuseNegative(name: string, least: number): void {
  if (!(least < 0)) return;
  const fix = "Give counts or other values of 0 or more (one-hot, n-grams), or choose a regression.";
  throw new MillwrightError("MODELING_FEATURE_NEGATIVE", `${name} was given the value ${least}.`, fix);
}

/**
 * Naive Bayes on counts: every column adds its own evidence for each class. One pass over the data, no iterations.
 * @throws MODELING_SETTING_INVALID
 * @see McCallum and Nigam (1998), "A comparison of event models for naive Bayes text classification"; Rennie et al. (2003), "Tackling the poor assumptions of naive Bayes text classifiers", ICML.
 * @example naiveBayes({ kind: "complement", smoothing: 0.1 })
 */
export function naiveBayes(settings: NaiveBayesSettings = {}): Estimator<FittedLinear> {
  return naiveBayesNamed("naive_bayes", settings);
}

/**
 * Naive Bayes that asks how unlikely all the other classes make the counts, which suits classes of uneven size.
 * @throws MODELING_SETTING_INVALID
 * @see Rennie et al. (2003), "Tackling the poor assumptions of naive Bayes text classifiers", ICML.
 * @example complementNaiveBayes({ smoothing: 0.1 })
 */
export function complementNaiveBayes(settings: Pick<NaiveBayesSettings, "smoothing"> = {}): Estimator<FittedLinear> {
  return naiveBayesNamed("complement_naive_bayes", { ...settings, kind: "complement" });
}

function naiveBayesNamed(name: string, settings: NaiveBayesSettings): Estimator<FittedLinear> {
  const { kind = "multinomial", smoothing = 1, prior = "empirical" } = settings;
  checkChoice(name, "kind", kind, ["multinomial", "complement"]);
  checkChoice(name, "prior", prior, ["empirical", "uniform"]);
  checkNumber(name, "smoothing", smoothing, { above: 0 });
  const learner = { name, tasks: ["binary", "multiclass"], accepts: ["dense", "sparse"] } as const;
  const fit = (examples: Examples, context: FitContext): FittedLinear => {
    checkExamples(learner, examples, context, false);
    refuseAborted(name, context);
    const { classes } = context.task;
    const { sums, least } = countColumns(examples.features, examples.truth, examples.weight, classes);
    if (Number.isNaN(least))
      refuseNotFinite(learner, findNotFinite(examples.features) ?? { row: 0, column: 0, value: least, sparse: false });
    refuseNegative(name, least);
    const original = occurringColumns(sums, classes, examples.features.dense?.columns ?? 0);
    const columnScores = kind === "multinomial" ? multinomialScores(sums, classes, smoothing) : complementScores(sums, classes, smoothing);
    const priors = kind === "multinomial" ? logPriors(examples, classes, prior) : new Float64Array(classes);
    const coefficients = toCoefficients(columnScores, original, priors, examples, classes);
    context.onProgress?.({ step: 1, steps: 1, values: {} });
    const parameters = classes * (sums.length / classes + 1);
    return fittedLinear(name, coefficients, coefficients.outputs === 1 ? "sigmoid" : "softmax", {
      learned: { parameters, kind, smoothing },
    });
  };
  return { ...learner, settings: { kind, smoothing, prior }, fit: async (examples, context) => fit(examples, context) };
}
