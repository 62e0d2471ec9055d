import type { FindRequest, FittedFinder, Reason, SavedFinder } from "../finder.ts";
import { rankedLists } from "../ranked-lists.ts";
import { selectTop } from "../select-top.ts";

/** Scores that are the same for everybody. */
export interface StaticScores {
  readonly name: string;
  /** By item code. */
  readonly scores: Float64Array;
  /** What equal scores are ordered by. */
  readonly tie: Int32Array;
  readonly learned: Readonly<Record<string, number | string>>;
  readonly reason: (item: number) => Reason;
  readonly save: () => SavedFinder;
  readonly update?: FittedFinder["update"];
}

/** A finder that says the same to everybody: the order is found once, and each list walks down it. */
export function staticFinder({ name, scores, tie, learned, reason, save, update }: StaticScores): FittedFinder {
  const order = selectTop(scores, { k: scores.length, tie });
  const listFor = (request: FindRequest, k: number, allow: ((item: number, request: FindRequest) => boolean) | undefined): number[] => {
    const list: number[] = [];
    for (let place = 0; place < order.length && list.length < k; place++) {
      const item = order[place] ?? 0;
      if (allow === undefined || allow(item, request)) list.push(item);
    }
    return list;
  };
  return {
    name,
    learned,
    find: (requests, { k, allow }) =>
      rankedLists(
        k,
        requests.map((request) => {
          const items = listFor(request, k, allow);
          return { items, scores: items.map((item) => scores[item] ?? 0) };
        }),
      ),
    score: (_, items) => Float64Array.from(items, (item) => scores[item] ?? Number.NaN),
    explain: (_, item) => reason(item),
    save,
    ...(update === undefined ? {} : { update }),
  };
}
