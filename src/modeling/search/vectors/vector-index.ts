import { MillwrightError } from "../../../errors/index.ts";
import type { BestScores } from "../../../kernels/index.ts";

/** Settings of one search for near vectors. */
export interface VectorSearchSettings {
  /** Length of the list, from 1. */
  readonly k: number;
  /** Whether an item may be answered (price, place, availability …); asked before the cut at k. */
  readonly allow?: (item: number) => boolean;
}

/** Items by the cosine of their vectors. Numbers are given in the order of adding. */
export interface VectorIndex {
  readonly dimensions: number;
  /** Numbers given so far. */
  readonly size: number;
  /** Adds vectors, row-major [count, dimensions]; they are found at once. @returns the number of the first. */
  addAll(vectors: Float32Array): number;
  /** @throws MODELING_DOCUMENT_UNKNOWN */
  remove(item: number): void;
  /** The nearest items, best first, with their cosines. */
  search(vector: Float32Array, settings: VectorSearchSettings): BestScores;
  /** The vectors as they are compared, row-major [size, dimensions], each of length 1 or 0. */
  vectors(): Float32Array;
}

/** @throws MODELING_VECTOR_INVALID */
export function checkVectors(vectors: Float32Array, dimensions: number): void {
  const fix = "Give whole rows of finite numbers, as the index's encoder makes them.";
  if (vectors.length % dimensions !== 0) {
    throw new MillwrightError("MODELING_VECTOR_INVALID", `${vectors.length} numbers are no rows of ${dimensions}.`, fix);
  }
  const at = vectors.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const problem = `vector ${Math.floor(at / dimensions)} holds ${vectors[at]} at position ${at % dimensions}.`;
  throw new MillwrightError("MODELING_VECTOR_INVALID", problem, fix);
}

/** @throws MODELING_DOCUMENT_UNKNOWN */
export function itemUnknown(item: number, size: number): MillwrightError {
  const problem = `item ${item} is not in the vector index, which has given the numbers 0 to ${size - 1}.`;
  return new MillwrightError("MODELING_DOCUMENT_UNKNOWN", problem, "Remove each item once, by the number that adding it gave.");
}
