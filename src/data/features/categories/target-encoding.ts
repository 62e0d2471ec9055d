import { random } from "../../../kernels/index.ts";
import { gather, squeeze } from "../../../onnx/index.ts";
import type { Feature, FeatureContext, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { momentsOf } from "../numbers/column-values.ts";
import { byName, categoryValues } from "./category-values.ts";
import { categoryIndex } from "./one-hot.ts";

/** Settings of the mean target of each category. */
export interface TargetEncodingSettings extends CommonSettings {
  /** Training rows get the means of the other folds; 5 unless told. */
  readonly folds?: number;
  /** How many rows the mean of all counts for; 10 unless told. */
  readonly smoothing?: number;
  /** Mean 0 and standard deviation 1 on the training rows; true unless told. */
  readonly standardise?: boolean;
}

/** Sums of the target by category, one column per class (one in all for binary and regression). */
interface TargetSums {
  readonly counts: Float64Array;
  /** Row-major [categories, width]. */
  readonly sums: Float64Array;
}

/** The target of a row in a column: the value, or whether it is that column's class. */
function targetOf(truth: number, column: number, classes: number): number {
  if (classes <= 2) return truth;
  return truth === column ? 1 : 0;
}

function sumTargets(
  codes: Int32Array,
  categories: number,
  context: FeatureContext,
  width: number,
  includes: (row: number) => boolean,
): TargetSums {
  const counts = new Float64Array(categories);
  const sums = new Float64Array(categories * width);
  for (let row = 0; row < codes.length; row++) {
    if (!includes(row)) continue;
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    for (let k = 0; k < width; k++) {
      const at = code * width + k;
      sums[at] = (sums[at] ?? 0) + targetOf(context.truth[row] ?? 0, k, context.classes);
    }
  }
  return { counts, sums };
}

/** (sum + smoothing · mean of all) / (rows + smoothing), row-major [categories + 1, width]; the last row is for unknown ones. */
function smoothedMeans({ counts, sums }: TargetSums, width: number, smoothing: number): Float64Array {
  const categories = counts.length;
  const total = Math.max(
    1,
    counts.reduce((a, b) => a + b, 0),
  );
  const means = new Float64Array((categories + 1) * width);
  for (let k = 0; k < width; k++) {
    let overall = 0;
    for (let code = 0; code < categories; code++) overall += (sums[code * width + k] ?? 0) / total;
    for (let code = 0; code < categories; code++) {
      const rows = (counts[code] ?? 0) + smoothing;
      means[code * width + k] = rows === 0 ? overall : ((sums[code * width + k] ?? 0) + smoothing * overall) / rows;
    }
    means[categories * width + k] = overall;
  }
  return means;
}

/** Fold of each row: folds differ in size by one row at most. */
function foldsOf(rows: number, folds: number, seed: number): Int32Array {
  return random(seed)
    .fork("target_encoding")
    .shuffle(Int32Array.from({ length: rows }, (_, row) => row % folds));
}

/** Values of the training rows by the means of the other folds, row-major [rows, width]. */
function crossFitted(
  codes: Int32Array,
  categories: number,
  context: FeatureContext,
  width: number,
  folds: number,
  smoothing: number,
): Float64Array {
  const foldOf = foldsOf(codes.length, folds, context.seed);
  const values = new Float64Array(codes.length * width);
  for (let fold = 0; fold < folds; fold++) {
    const means = smoothedMeans(
      sumTargets(codes, categories, context, width, (row) => foldOf[row] !== fold),
      width,
      smoothing,
    );
    for (let row = 0; row < codes.length; row++) {
      if (foldOf[row] !== fold) continue;
      for (let k = 0; k < width; k++) values[row * width + k] = means[(codes[row] ?? 0) * width + k] ?? 0;
    }
  }
  return values;
}

/** Mean and factor of each column of row-major values. */
function scalesOf(values: Float64Array, width: number, standardise: boolean): { mean: number; factor: number }[] {
  return Array.from({ length: width }, (_, k) => {
    if (!standardise) return { mean: 0, factor: 1 };
    const { mean, deviation } = momentsOf(values.filter((_, i) => i % width === k));
    return { mean, factor: deviation > 0 ? 1 / deviation : 1 };
  });
}

/** Column names: the column for one target, one per class code otherwise. */
function namesOf(column: string, width: number): string[] {
  return width === 1 ? [`target by ${column}`] : Array.from({ length: width }, (_, k) => `class ${k} by ${column}`);
}

function fitTargetEncoding(
  column: string,
  head: { name: string; group: string },
  values: readonly string[],
  context: FeatureContext,
  { folds = 5, smoothing = 10, standardise = true }: TargetEncodingSettings,
): FittedFeature {
  const categories = [...new Set(values)].sort(byName);
  const codeOf = new Map(categories.map((value, code) => [value, code]));
  const codes = Int32Array.from(values, (value) => codeOf.get(value) ?? 0);
  const width = context.classes <= 2 ? 1 : context.classes;
  const outOfFold = crossFitted(codes, categories.length, context, width, folds, smoothing);
  const scales = scalesOf(outOfFold, width, standardise);
  const means = smoothedMeans(
    sumTargets(codes, categories.length, context, width, () => true),
    width,
    smoothing,
  );
  const input = graphInput(column, "string");
  const scaled = (of: Float64Array): Float32Array =>
    Float32Array.from(of, (value, i) => (value - (scales[i % width]?.mean ?? 0)) * (scales[i % width]?.factor ?? 1));
  return {
    ...head,
    inputs: [input],
    width,
    sparse: false,
    outputNames: namesOf(column, width),
    emit: (inputs) => {
      const x = inputValue(inputs, input);
      const positions = categories.map((_, code) => code);
      const index = squeeze(categoryIndex(x, categories, positions, categories.length), [1]);
      return { dense: gather(x.graph.constant(scaled(means), [categories.length + 1, width]), index) };
    },
    trainingValues: scaled(outOfFold),
    learned: { categories: categories.length, folds, smoothing },
  };
}

/**
 * The smoothed mean target of each category: the mean truth for regression and binary tasks, one column per class otherwise.
 * Training rows get values that were learned without them (cross-fitting), so that no row sees its own label.
 * Missing values are a category of their own; unknown categories get the mean of all.
 * @see Micci-Barreca (2001), "A preprocessing scheme for high-cardinality categorical attributes", SIGKDD Explorations 3(1).
 * @example targetEncoding("merchant", { smoothing: 20 })
 */
export function targetEncoding<const Column extends string>(column: Column, settings: TargetEncodingSettings = {}): Feature<Column> {
  const head = featureHead("target_encoding", [column], settings);
  const { folds = 5, smoothing = 10 } = settings;
  requireSetting(Number.isInteger(folds) && folds >= 2, head.name, `folds is ${folds}.`, "Give a whole number from 2.");
  requireSetting(smoothing >= 0, head.name, `smoothing is ${smoothing}.`, "Give 0 or more rows.");
  return {
    ...head,
    fit: (table, context) =>
      fitTargetEncoding(column, { name: head.name, group: head.group }, categoryValues(table, column), context, settings),
  };
}
