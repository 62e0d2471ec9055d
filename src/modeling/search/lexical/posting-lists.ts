import { addWeightedList, type SparseMatrix, transposeSparse } from "../../../kernels/index.ts";

/** Documents of one term that came after the lists were built. */
interface Tail {
  readonly documents: number[];
  readonly weights: number[];
}

/** For each term the documents that hold it, with weights: one array for those that were there, and short tails for those that came later. */
export class PostingLists {
  #base: SparseMatrix;
  readonly #tails = new Map<number, Tail>();

  /** @param lists - terms × documents. */
  constructor(lists: SparseMatrix) {
    this.#base = lists;
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
      tail.documents.push(document);
      tail.weights.push(weights[n] ?? 0);
      this.#tails.set(term, tail);
    });
  }

  /** Adds factor · weight to the score of each document of a term. */
  addTo(scores: Float32Array, term: number, factor: number): void {
    const { rowStart, index, value, rows } = this.#base;
    if (term < rows) addWeightedList(scores, index, value, rowStart[term] ?? 0, rowStart[term + 1] ?? 0, factor);
    const tail = this.#tails.get(term);
    if (tail === undefined) return;
    tail.documents.forEach((document, n) => {
      scores[document] = (scores[document] ?? 0) + factor * (tail.weights[n] ?? 0);
    });
  }
}
