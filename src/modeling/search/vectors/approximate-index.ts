import { createRequire } from "node:module";
import { type BestScores, bestOfCodes } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { ExactIndex } from "./exact-index.ts";
import type { VectorIndex, VectorSearchSettings } from "./vector-index.ts";

/** Settings of the graph that is searched. */
export interface ApproximateIndexSettings {
  /** Links of each item; 16 unless told. */
  readonly links?: number;
  /** Items looked at while one is added; 128 unless told. */
  readonly addWidth?: number;
  /** Items looked at while one is sought; 64 unless told. */
  readonly searchWidth?: number;
}

/** The part of the usearch library that is used; it is loaded when the first such index is made. */
interface Graph {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  remove(key: bigint): unknown;
  search(vector: Float32Array, k: number, threads: number): { readonly keys: BigUint64Array; readonly distances: Float32Array };
}

interface Library {
  readonly Index: new (settings: Readonly<Record<string, string | number | boolean>>) => Graph;
}

const require = createRequire(import.meta.url);

/** Below this share of items that may be answered, looking at each of them is cheaper than a graph that leads to others. */
const FEW = 0.05;

/**
 * Finds near vectors through a graph of neighbours (HNSW, by the usearch library), which sees a small part of them; beside it stand the
 * vectors themselves. Items are added on one thread, so that equal items give an equal graph. With a filter the list asked of the graph is
 * widened until it holds k that pass; where few pass, each of them is looked at instead.
 * @see Malkov and Yashunin (2018), "Efficient and robust approximate nearest neighbor search using hierarchical navigable small world graphs".
 */
export class ApproximateIndex implements VectorIndex {
  readonly dimensions: number;
  readonly #exact: ExactIndex;
  readonly #graph: Graph;
  readonly #seed: number;
  #alive = 0;

  /** @throws MODELING_SETTING_INVALID */
  constructor(dimensions: number, settings: ApproximateIndexSettings = {}, seed = 0) {
    const { links = 16, addWidth = 128, searchWidth = 64 } = settings;
    checkNumber("vector index", "links", links, { least: 2, most: 256, whole: true });
    checkNumber("vector index", "addWidth", addWidth, { least: 1, whole: true });
    checkNumber("vector index", "searchWidth", searchWidth, { least: 1, whole: true });
    this.#exact = new ExactIndex(dimensions, seed);
    this.dimensions = dimensions;
    this.#seed = seed;
    const { Index } = require("usearch") as Library;
    const widths = { connectivity: links, expansion_add: addWidth, expansion_search: searchWidth };
    this.#graph = new Index({ dimensions, metric: "cos", quantization: "f32", multi: false, ...widths });
  }

  get size(): number {
    return this.#exact.size;
  }

  addAll(vectors: Float32Array): number {
    const first = this.#exact.addAll(vectors);
    const count = this.size - first;
    if (count === 0) return first;
    const keys = BigUint64Array.from({ length: count }, (_, n) => BigInt(first + n));
    this.#graph.add(keys, this.vectors().slice(first * this.dimensions), 1);
    this.#alive += count;
    return first;
  }

  remove(item: number): void {
    this.#exact.remove(item);
    this.#graph.remove(BigInt(item));
    this.#alive--;
  }

  search(vector: Float32Array, { k, allow }: VectorSearchSettings): BestScores {
    checkNumber("vector index", "k", k, { least: 1, whole: true });
    const wanted = Math.min(k, this.#alive);
    for (let width = wanted; width > 0; width = Math.min(this.#alive, 4 * width)) {
      const { keys, distances } = this.#graph.search(vector, width, 1);
      const items = Int32Array.from(keys, Number);
      const places = [...items.keys()].filter((place) => allow === undefined || allow(items[place] ?? 0));
      if (places.length >= wanted || (allow === undefined && width >= this.#alive)) return this.#listed(items, distances, places, k);
      const isRare = width * FEW >= places.length && width >= 256;
      if (isRare || width >= this.#alive) break;
    }
    return this.#exact.search(vector, allow === undefined ? { k } : { k, allow });
  }

  vectors(): Float32Array {
    return this.#exact.vectors();
  }

  #listed(items: Int32Array, distances: Float32Array, places: readonly number[], k: number): BestScores {
    const codes = Int32Array.from(places, (place) => items[place] ?? 0);
    return bestOfCodes(
      codes,
      Float64Array.from(places, (place) => 1 - (distances[place] ?? 0)),
      k,
      this.#seed,
    );
  }
}
