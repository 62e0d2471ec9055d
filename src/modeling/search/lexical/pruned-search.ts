import {
  addNotedList,
  addToScored,
  type BestScores,
  bestOfCodes,
  bestOfNoted,
  type PartialBoard,
  placeInList,
  type WeightedList,
  weightInList,
} from "../../../kernels/index.ts";
import type { PostingLists } from "./posting-lists.ts";

/** A term of a query with its weight, above 0. */
export interface WeightedTerm {
  readonly term: number;
  readonly factor: number;
}

/** What is sought. */
export interface PrunedQuery {
  /** In the order in which they are added, best the rarest first. */
  readonly terms: readonly WeightedTerm[];
  readonly k: number;
  readonly seed: number;
  readonly allow?: (document: number) => boolean;
}

/** Documents whose scores are kept at once: 64 Ki of 4 bytes stay in a second-level cache. */
const RANGE = 65_536;
/** Looking a document up in a list costs about as much as reading so many of its entries. */
const LOOK_UP = 16;
/** Documents, those with the rarest terms, by which it is seen what the list already has. */
const WATCHED = 4096;

/** Sums are rounded to 32 bits: a hair more than a bound keeps what could just reach the last place. */
const HAIR = 1.000001;

interface Step {
  readonly parts: readonly WeightedList[];
  readonly factor: number;
  /** What this and all later terms can add to a document at most. */
  readonly rest: number;
}

function stepsOf(lists: PostingLists, terms: readonly WeightedTerm[]): Step[] {
  let rest = 0;
  const steps = terms.toReversed().map(({ term, factor }): Step => {
    rest += HAIR * factor * lists.most(term);
    return { parts: lists.parts(term), factor, rest };
  });
  return steps.reverse();
}

/** The parts of a term's list that hold documents of a range. */
function within(parts: readonly WeightedList[], first: number, end: number): WeightedList[] {
  return parts.map((part) => ({ ...part, from: placeInList(part, first), to: placeInList(part, end) }));
}

/**
 * The best documents, exactly those that scoring all would give, to the bit. Documents are looked at in ranges whose scores stay in the
 * processor's cache. In each the rarest terms are added first, and as soon as the remaining terms together could not lift a document that has
 * none of the earlier ones into the list, they are only looked up for those that have; what earlier ranges gave says how much that takes.
 * @see Turtle and Flood (1995), "Query evaluation: strategies and optimizations", Information Processing & Management 31(6).
 */
export class PrunedSearch {
  /** All zero between searches. */
  readonly #scores = new Float32Array(RANGE);
  readonly #noted = new Int32Array(RANGE);

  /** @param documents - numbers given to documents so far. */
  best(lists: PostingLists, documents: number, query: PrunedQuery): BestScores {
    const { k, seed } = query;
    const steps = stepsOf(lists, query.terms);
    let best: BestScores = { items: new Int32Array(0), scores: new Float64Array(0) };
    for (let first = 0; first < documents; first += RANGE) {
      const least = best.scores.length === k ? (best.scores[k - 1] ?? 0) : 0;
      const ranged = steps.map((step) => ({ ...step, parts: within(step.parts, first, first + RANGE) }));
      const found = this.#inRange(ranged, first, query, least);
      if (found.items.length === 0) continue;
      const items = Int32Array.from([...best.items, ...found.items]);
      best = bestOfCodes(items, Float64Array.from([...best.scores, ...found.scores]), k, seed);
    }
    return best;
  }

  /** The best of a range of documents. @param known - a score below which none is wanted; 0 where none is known. */
  #inRange(steps: readonly Step[], first: number, query: PrunedQuery, known: number): BestScores {
    const board = { scores: this.#scores, first };
    let count = 0;
    let open: Int32Array | undefined;
    const candidates = (): Int32Array => open ?? this.#noted.subarray(0, count);
    for (const { parts, factor, rest } of steps) {
      const least = known > 0 && open === undefined ? known : Math.max(known, leastOf(board, candidates(), query));
      if (open !== undefined || rest < least)
        open = candidates().filter((document) => (this.#scores[document - first] ?? 0) >= least - rest);
      for (const part of parts) {
        if (open === undefined) count = addNotedList(board, part, factor, this.#noted, count);
        else lookUp(board, open, part, factor);
      }
    }
    const best = bestOfNoted(board, candidates(), query.k, query.seed, query.allow);
    for (let n = 0; n < count; n++) this.#scores[(this.#noted[n] ?? 0) - first] = 0;
    return best;
  }
}

/** A score that the k-th best of all is not below: that of the documents with the rarest terms. */
function leastOf(board: PartialBoard, noted: Int32Array, { k, seed, allow }: PrunedQuery): number {
  if (noted.length < k) return 0;
  const { scores } = bestOfNoted(board, noted.subarray(0, WATCHED), k, seed, allow);
  return scores.length === k ? (scores[k - 1] ?? 0) : 0;
}

/** Adds a list to the documents that are still open; others may get it too. */
function lookUp(board: PartialBoard, open: Int32Array, part: WeightedList, factor: number): void {
  const { scores, first } = board;
  if (LOOK_UP * open.length > part.to - part.from) {
    addToScored(board, part, factor);
    return;
  }
  for (const document of open) scores[document - first] = (scores[document - first] ?? 0) + factor * weightInList(part, document);
}
