export type { DenseMatrix, FeatureMatrix, SparseMatrix } from "./matrix.ts";
export { type Random, random } from "./random.ts";
