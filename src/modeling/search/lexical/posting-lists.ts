import { addWeightedList, type SparseMatrix, transposeSparse, type WeightedList } from "../../../kernels/index.ts";

/** Documents of one term that came after the lists were built. */
interface Tail {
  readonly documents: number[];
  readonly weights: number[];
}

const nothing: WeightedList = { documents: new Int32Array(0), weights: new Float32Array(0), from: 0, to: 0 };

/** For each term the documents that hold it, with weights: one array for those that were there, and short tails for those that came later. */
export class PostingLists {
  #base: SparseMatrix;
  readonly #tails = new Map<number, Tail>();
  /** Largest weight in each list, tails included. */
  readonly #most: number[] = [];

  /** @param lists - terms × documents. */
  constructor(lists: SparseMatrix) {
    this.#base = lists;
    const { rowStart, value, rows } = lists;
    for (let term = 0; term < rows; term++) {
      let most = 0;
      for (let n = rowStart[term] ?? 0; n < (rowStart[term + 1] ?? 0); n++) most = Math.max(most, value[n] ?? 0);
      this.#most.push(most);
    }
  }

  /** @param bags - documents × terms. */
  static of(bags: SparseMatrix): PostingLists {
    return new PostingLists(transposeSparse(bags));
  }

  /** Terms × documents, as they were built. */
  get lists(): SparseMatrix {
    return this.#base;
  }

  /** Adds a document that is younger than all others. */
  push(document: number, terms: Int32Array, weights: Float32Array): void {
    terms.forEach((term, n) => {
      const tail = this.#tails.get(term) ?? { documents: [], weights: [] };
      const weight = weights[n] ?? 0;
      tail.documents.push(document);
      tail.weights.push(weight);
      this.#tails.set(term, tail);
      this.#most[term] = Math.max(this.most(term), weight);
    });
  }

  /** Largest weight that a term has in any document. */
  most(term: number): number {
    return this.#most[term] ?? 0;
  }

  /** Documents of a term: those that were there, and where some came later, those. */
  parts(term: number): readonly WeightedList[] {
    const { rowStart, index, value, rows } = this.#base;
    const base = term < rows ? { documents: index, weights: value, from: rowStart[term] ?? 0, to: rowStart[term + 1] ?? 0 } : nothing;
    const tail = this.#tails.get(term);
    if (tail === undefined) return [base];
    const { length } = tail.documents;
    return [base, { documents: Int32Array.from(tail.documents), weights: Float32Array.from(tail.weights), from: 0, to: length }];
  }

  /** Adds factor · weight to the score of each document of a term. */
  addTo(scores: Float32Array, term: number, factor: number): void {
    for (const { documents, weights, from, to } of this.parts(term)) addWeightedList(scores, documents, weights, from, to, factor);
  }
}
