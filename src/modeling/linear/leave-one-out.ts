import { type DenseMatrix, denseLeverages, denseValues, type Eigen, type Gram, symmetricEigen } from "../../kernels/index.ts";
import { columnMeans, type DenseLine, targetMean } from "./least-squares.ts";

/** Multiplications up to which each row's own leverage is computed; beyond it every row gets the mean one. */
const LEVERAGE_BUDGET = 5e8;

/** Gram matrix and products in the units of the features. */
function inFeatureUnits(gram: Gram): { squares: Float64Array; products: Float64Array } {
  const { columns, scale } = gram;
  const squares = gram.squares.slice();
  const products = gram.products.map((value, j) => value / ((scale[j] ?? 1) * gram.targetScale));
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < columns; j++) squares[i * columns + j] = (squares[i * columns + j] ?? 0) / ((scale[i] ?? 1) * (scale[j] ?? 1));
  }
  return { squares, products };
}

/** 1 / (eigenvalue + penalty), 0 where nothing is there to divide by. */
function inverses({ values }: Eigen, penalty: number): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return values.map((value) => (Math.max(value, 0) + penalty > 1e-7 * largest ? 1 / (Math.max(value, 0) + penalty) : 0));
}

function lineAt(gram: Gram, { vectors }: Eigen, products: Float64Array, inverse: Float64Array): DenseLine {
  const { columns } = gram;
  const weight = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    let projection = 0;
    for (let j = 0; j < columns; j++) projection += (vectors[k * columns + j] ?? 0) * (products[j] ?? 0);
    projection *= inverse[k] ?? 0;
    for (let j = 0; j < columns; j++) weight[j] = (weight[j] ?? 0) + projection * (vectors[k * columns + j] ?? 0);
  }
  return { weight, middle: columnMeans(gram), intercept: targetMean(gram) };
}

/**
 * Mean squared error of each row when it is left out, for each penalty, in closed form: (residual / (1 − leverage))².
 * With many rows and columns every leverage is replaced by their mean (generalised cross-validation).
 * @returns one error per penalty and the way it was found.
 * @see Golub, Heath and Wahba (1979), "Generalized cross-validation as a method for choosing a good ridge parameter", Technometrics 21(2).
 */
export function leaveOneOut(
  gram: Gram,
  penalties: readonly number[],
  dense: DenseMatrix,
  truth: Float64Array,
  rowWeight: Float64Array | undefined,
): { errors: number[]; method: "leave-one-out" | "generalised cross-validation" } {
  const { squares, products } = inFeatureUnits(gram);
  const eigen = symmetricEigen(squares, gram.columns);
  const shares = penalties.map((penalty) => inverses(eigen, penalty));
  const isExact = dense.rows * gram.columns ** 2 <= LEVERAGE_BUDGET;
  const leverages = isExact ? denseLeverages(dense, columnMeans(gram), eigen.vectors, shares) : undefined;
  const value = new Float64Array(truth.length);
  const errors = shares.map((inverse, s) => {
    const line = lineAt(gram, eigen, products, inverse);
    denseValues(dense, line.weight, line.middle, line.intercept, value);
    const freedom = inverse.reduce((sum, share, k) => sum + share * Math.max(eigen.values[k] ?? 0, 0), 0);
    let sum = 0;
    for (let i = 0; i < truth.length; i++) {
      const weight = rowWeight?.[i] ?? 1;
      const own = leverages?.[s]?.[i];
      const leverage = own === undefined ? (1 + freedom) / truth.length : weight * (1 / gram.total + own);
      const left = ((truth[i] ?? 0) - (value[i] ?? 0)) / Math.max(1 - leverage, 1e-12);
      sum += weight * left * left;
    }
    return sum / gram.total;
  });
  return { errors, method: isExact ? "leave-one-out" : "generalised cross-validation" };
}
