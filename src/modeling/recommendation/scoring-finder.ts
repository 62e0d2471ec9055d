import { bestOfBoard, ScoreBoard, tieOrder } from "../../kernels/index.ts";
import type { Events, FindRequest, FittedFinder, RankedLists, Reason, SavedFinder } from "../finding/finder.ts";

/** What a recommender learned, as far as answering needs it. */
export interface ScoringModel {
  readonly name: string;
  /** Items of the catalogue. */
  readonly size: number;
  /** Of the order among equal scores. */
  readonly seed: number;
  readonly learned: Readonly<Record<string, number | string>>;
  /** Adds the score of every item that it has something to say about. Codes of the history that are outside [0, size) say nothing. */
  addScores(request: FindRequest, board: ScoreBoard): void;
  explain?(request: FindRequest, item: number): Reason;
  update?(events: Events): FittedFinder;
  save(): SavedFinder;
}

/** A finder over a model that scores items: lists are cut from a board that it keeps, so that a question allocates only its answer. */
export function scoringFinder(model: ScoringModel): FittedFinder {
  const board = new ScoreBoard(model.size);
  const ties = tieOrder(model.size, model.seed);
  const { explain, update } = model;
  return {
    name: model.name,
    learned: model.learned,
    find: (requests, { k, allow }): RankedLists => {
      const items = new Int32Array(requests.length * k).fill(-1);
      const scores = new Float64Array(requests.length * k).fill(Number.NaN);
      for (const [row, request] of requests.entries()) {
        board.clear();
        model.addScores(request, board);
        const allowed = allow === undefined ? undefined : (item: number): boolean => allow(item, request);
        bestOfBoard(board, k, ties, allowed, items, scores, row * k);
      }
      return { k, items, scores };
    },
    score: (request, items) => {
      board.clear();
      model.addScores(request, board);
      return Float64Array.from(items, (item) => board.values[item] ?? 0);
    },
    ...(explain === undefined ? {} : { explain: (request: FindRequest, item: number) => explain.call(model, request, item) }),
    ...(update === undefined ? {} : { update: (events: Events) => update.call(model, events) }),
    save: () => model.save(),
  };
}
