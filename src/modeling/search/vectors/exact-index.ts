import { type BestScores, bestOfCodes, cosineScan } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { normaliseRows } from "../embeddings/term-vectors.ts";
import { checkVectors, itemUnknown, type VectorIndex, type VectorSearchSettings } from "./vector-index.ts";

/** Looks at every vector: always right, and fast enough for some 100,000 of them. */
export class ExactIndex implements VectorIndex {
  readonly dimensions: number;
  readonly #seed: number;
  readonly #removed = new Set<number>();
  #stored = new Float32Array(0);
  #size = 0;

  /** @param seed - of the order of equally near items. @throws MODELING_SETTING_INVALID */
  constructor(dimensions: number, seed = 0) {
    checkNumber("vector index", "dimensions", dimensions, { least: 1, whole: true });
    this.dimensions = dimensions;
    this.#seed = seed;
  }

  get size(): number {
    return this.#size;
  }

  addAll(vectors: Float32Array): number {
    checkVectors(vectors, this.dimensions);
    const first = this.#size;
    const end = first * this.dimensions + vectors.length;
    if (end > this.#stored.length) {
      const larger = new Float32Array(first === 0 ? end : Math.ceil(1.5 * end));
      larger.set(this.#stored.subarray(0, first * this.dimensions));
      this.#stored = larger;
    }
    this.#stored.set(normaliseRows(vectors, this.dimensions), first * this.dimensions);
    this.#size = end / this.dimensions;
    return first;
  }

  remove(item: number): void {
    if (!Number.isInteger(item) || item < 0 || item >= this.#size || this.#removed.has(item)) throw itemUnknown(item, this.#size);
    this.#removed.add(item);
  }

  search(vector: Float32Array, { k, allow }: VectorSearchSettings): BestScores {
    checkNumber("vector index", "k", k, { least: 1, whole: true });
    checkVectors(vector, this.dimensions);
    const scores = new Float64Array(this.#size);
    cosineScan(this.vectors(), normaliseRows(vector, this.dimensions), scores);
    const codes = Int32Array.from(scores.keys()).filter((item) => !this.#removed.has(item) && (allow === undefined || allow(item)));
    const kept = codes.length === scores.length ? scores : Float64Array.from(codes, (item) => scores[item] ?? 0);
    return bestOfCodes(codes, kept, k, this.#seed);
  }

  vectors(): Float32Array {
    return this.#stored.subarray(0, this.#size * this.dimensions);
  }
}
