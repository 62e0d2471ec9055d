import { type BestScores, bestScores } from "../../../kernels/index.ts";
import { indexInvalid } from "../index-invalid.ts";
import { loadTextIndex } from "../lexical/load-text-index.ts";
import { type FieldTexts, TextIndex, type TextIndexSettings, type TextSearchSettings } from "../lexical/text-index.ts";

/** One of several ways to read the same documents. */
export interface MixedIndex extends TextIndexSettings {
  /** Its scores count so often; 1 unless told. */
  readonly share?: number;
}

/** Settings of a search without its length and filter. */
export type MixSearchSettings = Omit<TextSearchSettings, "k" | "allow" | "seed" | "phraseBoost">;

type Tensors = Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>;

/** The same documents in one or more text indexes, whose scores are added with weights. */
export class LexicalMix {
  readonly settings: readonly MixedIndex[];
  readonly indexes: readonly TextIndex[];
  readonly #seed: number;
  #sum = new Float32Array(0);

  constructor(settings: readonly MixedIndex[], seed: number, indexes: readonly TextIndex[] = settings.map((one) => new TextIndex(one))) {
    this.settings = settings;
    this.indexes = indexes;
    this.#seed = seed;
  }

  get size(): number {
    return this.indexes[0]?.size ?? 0;
  }

  addAll(documents: readonly FieldTexts[]): void {
    for (const index of this.indexes) index.addAll(documents);
  }

  /** Adds a document, which is found at once. @returns its number. */
  add(document: FieldTexts): number {
    let number = 0;
    for (const index of this.indexes) number = index.add(document);
    return number;
  }

  /** @throws MODELING_DOCUMENT_UNKNOWN */
  remove(document: number): void {
    for (const index of this.indexes) index.remove(document);
  }

  /** Weighted scores of all documents, in an array that the next search uses again. @param each - is shown the scores of every index. */
  scores(query: string, search: MixSearchSettings, each?: (index: number, scores: Float32Array) => void): Float32Array {
    if (this.#sum.length < this.size) this.#sum = new Float32Array(Math.ceil(1.2 * this.size));
    const sum = this.#sum.subarray(0, this.size).fill(0);
    for (const [n, index] of this.indexes.entries()) {
      const scores = index.scores(query, search);
      const share = this.settings[n]?.share ?? 1;
      for (let document = 0; document < sum.length; document++) sum[document] = (sum[document] ?? 0) + share * (scores[document] ?? 0);
      each?.(n, scores);
    }
    return sum;
  }

  /** The best of a board that `scores` gave. */
  best(board: Float32Array, k: number, allow?: (document: number) => boolean): BestScores {
    const first = this.indexes[0];
    return bestScores(board, k, this.#seed, (document) => first?.has(document) === true && (allow === undefined || allow(document)));
  }

  save(): Tensors {
    return Object.fromEntries(
      this.indexes.flatMap((index, n) => Object.entries(index.save().tensors).map(([name, tensor]) => [`index${n}.${name}`, tensor])),
    );
  }

  /** @throws MODELING_INDEX_INVALID */
  static restore(settings: readonly MixedIndex[], seed: number, tensors: Readonly<Record<string, Tensors[string]>>): LexicalMix {
    if (settings.length === 0) throw indexInvalid("it holds no text index");
    const indexes = settings.map((one, n) => {
      const own = Object.entries(tensors).filter(([name]) => name.startsWith(`index${n}.`));
      return loadTextIndex({
        settings: one,
        tensors: Object.fromEntries(own.map(([name, tensor]) => [name.slice(`index${n}.`.length), tensor])),
      });
    });
    return new LexicalMix(settings, seed, indexes);
  }
}
