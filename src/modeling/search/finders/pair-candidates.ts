import type { BestScores } from "../../../kernels/index.ts";
import { pairColumnsOf } from "../pairs/pair-classifier.ts";
import { type ComparableText, comparisonNames, type TextComparer } from "../pairs/text-comparer.ts";
import type { Crowds } from "./crowds.ts";
import type { LexicalMix, MixSearchSettings } from "./lexical-mix.ts";
import { withinListColumns } from "./list-columns.ts";

/** Candidates of one query with all that is known of each. */
export interface PairCandidates {
  readonly best: BestScores;
  /** Row-major [candidates, columns]. */
  readonly dense: Float32Array;
  readonly columns: number;
  readonly terms: readonly ReadonlyMap<string, number>[];
}

/** Texts that are kept taken apart. */
const MOST_KEPT = 100_000;

interface Scored {
  readonly text: string;
  readonly board: Float32Array;
  readonly shares: readonly Float32Array[];
}

/** Finds candidates of a text and compares each with it. */
export class PairCandidateMaker {
  readonly mix: LexicalMix;
  readonly comparer: TextComparer;
  readonly crowds: Crowds;
  readonly #texts: string[];
  readonly #search: MixSearchSettings;
  readonly #prepared = new Map<number, ComparableText>();
  #last: Scored | undefined;

  constructor(mix: LexicalMix, comparer: TextComparer, crowds: Crowds, texts: string[], search: MixSearchSettings) {
    this.mix = mix;
    this.comparer = comparer;
    this.crowds = crowds;
    this.#texts = texts;
    this.#search = search;
  }

  /** Columns of each candidate. */
  get columns(): number {
    return 2 * (comparisonNames.length + this.mix.indexes.length + 5);
  }

  make(text: string, depth: number, allow?: (item: number) => boolean): PairCandidates {
    const { board, shares } = this.#scored(text);
    const best = this.mix.best(board, depth, allow);
    return this.#compared(text, best, shares);
  }

  /** The same of given items, whatever their scores. */
  of(text: string, items: Int32Array): PairCandidates {
    const { board, shares } = this.#scored(text);
    return this.#compared(text, { items, scores: Float64Array.from(items, (item) => board[item] ?? 0) }, shares);
  }

  /** Forgets what was last sought, after documents came or went. */
  forget(): void {
    this.#last = undefined;
  }

  /** Scores of all documents; those of the last text are kept, which is asked for its list, its probabilities and its reasons. */
  #scored(text: string): Scored {
    if (this.#last?.text === text) return this.#last;
    const shares: Float32Array[] = [];
    const board = this.mix.scores(text, this.#search, (_, scores) => shares.push(scores.slice()));
    this.#last = { text, board, shares };
    return this.#last;
  }

  #compared(text: string, best: BestScores, shares: readonly Float32Array[]): PairCandidates {
    const query = this.comparer.prepare(text);
    const pairs = Array.from(best.items, (item) => [query, this.#prepare(item)] as const);
    const { dense: compared, terms } = pairColumnsOf(this.comparer, pairs);
    const own = this.columns / 2;
    const dense = new Float32Array(pairs.length * own);
    const top = best.scores[0] || 1;
    for (const [row, item] of best.items.entries()) {
      const first = shares[0]?.[item] ?? 0;
      const score = best.scores[row] ?? 0;
      const [crowd, nearest] = this.crowds.of(item);
      dense.set(compared.subarray(row * comparisonNames.length, (row + 1) * comparisonNames.length), row * own);
      const more = [...shares.map((scores) => scores[item] ?? 0), score, score / top, crowd, first - crowd, first / (nearest || 1)];
      dense.set(more, row * own + comparisonNames.length);
    }
    return { best, dense: withinListColumns(dense, own), columns: this.columns, terms };
  }

  #prepare(item: number): ComparableText {
    const known = this.#prepared.get(item);
    if (known !== undefined) return known;
    const prepared = this.comparer.prepare(this.#texts[item] ?? "");
    if (this.#prepared.size < MOST_KEPT) this.#prepared.set(item, prepared);
    return prepared;
  }
}
