import { cholesky, type DenseMatrix, denseProducts, denseValues, type Gram, solveCholesky } from "../../kernels/index.ts";
import { type FittedLinear, fittedLinear } from "./linear-model.ts";

/** A dense linear model about the columns' middles: value = intercept + Σ weight·(x − middle). */
export interface DenseLine {
  /** In the units of the features, length columns. */
  readonly weight: Float64Array;
  readonly middle: Float64Array;
  readonly intercept: number;
}

/** Where the smallest rest of a column after the others is below this share, float32 products lose digits: refine. */
const ILL_CONDITIONED = 1e-2;
const REFINEMENTS = 4;

/** Weighted means of the columns, in their units. */
export function columnMeans(gram: Gram): Float64Array {
  return gram.centre.map((centre, j) => centre + (gram.mean[j] ?? 0) / (gram.scale[j] ?? 1));
}

/** Weighted mean of the target, in its units. */
export function targetMean(gram: Gram): number {
  return gram.targetCentre + gram.targetMean / gram.targetScale;
}

/** Coefficients in units of the scales → in the units of features and target. */
export function lineFrom(gram: Gram, scaled: Float64Array): DenseLine {
  const weight = scaled.map((value, j) => (value * (gram.scale[j] ?? 1)) / gram.targetScale);
  return { weight, middle: columnMeans(gram), intercept: targetMean(gram) };
}

/**
 * Minimum of ½ Σ weight·(y − value)² + penalty/2·Σ coefficient², the intercept free. Collinear columns that no penalty
 * separates get coefficient 0. Where the columns nearly depend on each other the solution is refined with float64 residuals.
 */
export function solveRidge(
  gram: Gram,
  penalty: number,
  dense: DenseMatrix,
  truth: Float64Array,
  rowWeight: Float64Array | undefined,
): DenseLine {
  const { columns, scale } = gram;
  const matrix = gram.squares.slice();
  for (let j = 0; j < columns; j++) matrix[j * columns + j] = (matrix[j * columns + j] ?? 0) + penalty * (scale[j] ?? 1) ** 2;
  // Float32 products make a rest below about 1e-7 of the whole meaningless.
  const smallest = cholesky(matrix, columns, 1e-6);
  const scaled = gram.products.slice();
  solveCholesky(matrix, columns, scaled);
  let line = lineFrom(gram, scaled);
  if (smallest > ILL_CONDITIONED) return line;
  for (let round = 0; round < REFINEMENTS; round++) {
    const step = refinement(gram, matrix, penalty, line, dense, truth, rowWeight);
    line = { ...line, weight: line.weight.map((value, j) => value + (step.weight[j] ?? 0)), intercept: line.intercept + step.intercept };
    if (!(step.size > 1e-9)) break;
  }
  return line;
}

/** A Newton step from the float64 gradient with the float32 curvature. */
function refinement(
  gram: Gram,
  factor: Float64Array,
  penalty: number,
  line: DenseLine,
  dense: DenseMatrix,
  truth: Float64Array,
  rowWeight: Float64Array | undefined,
): { weight: Float64Array; intercept: number; size: number } {
  const residual = new Float64Array(truth.length);
  denseValues(dense, line.weight, line.middle, line.intercept, residual);
  let sum = 0;
  for (let i = 0; i < residual.length; i++) {
    const value = (rowWeight?.[i] ?? 1) * ((truth[i] ?? 0) - (residual[i] ?? 0));
    residual[i] = value;
    sum += value;
  }
  const slope = denseProducts(dense, residual, line.middle);
  const step = slope.map((value, j) => (value - penalty * (line.weight[j] ?? 0)) * (gram.scale[j] ?? 1));
  solveCholesky(factor, gram.columns, step);
  const weight = step.map((value, j) => value * (gram.scale[j] ?? 1));
  let size = 0;
  for (let j = 0; j < weight.length; j++) size = Math.max(size, Math.abs((weight[j] ?? 0) / (gram.scale[j] ?? 1)) * gram.targetScale);
  return { weight, intercept: sum / gram.total, size };
}

/** Columns whose middle is further than this many scales from 0 are shifted in the graph, to keep digits in float32. */
const FAR_FROM_ZERO = 4;

/** A fitted model from a line; importance is the absolute coefficient per scale of its column. */
export function modelOfLine(
  name: string,
  line: DenseLine,
  scale: Float64Array,
  learned: Readonly<Record<string, number | string>>,
): FittedLinear {
  const columns = line.weight.length;
  const isFar = line.middle.some((value, j) => Math.abs(value * (scale[j] ?? 1)) > FAR_FROM_ZERO);
  const centre = isFar ? Float32Array.from(line.middle) : new Float32Array(columns);
  let intercept = line.intercept;
  for (let j = 0; j < columns; j++) intercept -= (line.weight[j] ?? 0) * ((line.middle[j] ?? 0) - (centre[j] ?? 0));
  const importance = line.weight.map((value, j) => Math.abs(value) / (scale[j] ?? 1));
  const coefficients = { outputs: 1, intercept: Float64Array.of(intercept), dense: { columns, centre, weight: line.weight } };
  return fittedLinear(name, coefficients, "identity", { importance, learned: { parameters: columns + 1, ...learned } });
}
