import { listOf } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import type { FindOptions, FindRequest, FittedFinder } from "./finder.ts";
import type { QuestionSet } from "./judge-lists.ts";

/** How wrong items are drawn: each alike, or by their share of the training events, so that they are as popular as right ones. */
const negativeKinds = ["uniform", "degree_matched"] as const;
export type NegativeKind = (typeof negativeKinds)[number];

/** Right items against drawn wrong ones, for each question and kind. */
export interface ScoredPairs {
  /** Right items that were compared, length questions. */
  readonly right: Float64Array;
  /** Of each right item the share of wrong ones that score lower, equal scores half; the sum over a question's. */
  readonly won: Float64Array;
}

/** Wrong items that are drawn for each right one, and draws after which a question is left without more. */
const perRight = 10;
const mostDraws = 10 * perRight;

/** Draws items: uniformly, or by falling into cumulated shares. */
function drawer(kind: NegativeKind, popularity: Float64Array, seed: number): () => number {
  const stream = random(seed).fork(`negatives ${kind}`);
  if (kind === "uniform") return () => stream.integer(popularity.length);
  const sums = new Float64Array(popularity.length);
  popularity.reduce((sum, share, item) => {
    sums[item] = sum + share;
    return sum + share;
  }, 0);
  const total = sums[sums.length - 1] ?? 0;
  return () => {
    const at = stream.next() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Wrong items for one question: allowed, and not right. */
function drawWrong(draw: () => number, right: ReadonlySet<number>, isAllowed: (item: number) => boolean): number[] {
  const wrong: number[] = [];
  for (let tries = mostDraws * right.size; tries > 0 && wrong.length < perRight * right.size; tries--) {
    const item = draw();
    if (!right.has(item) && isAllowed(item)) wrong.push(item);
  }
  return wrong;
}

/** Every right item against every wrong one. */
function wonBy(right: Float64Array, wrong: Float64Array): number {
  let won = 0;
  for (const one of right) for (const other of wrong) won += one > other ? 1 : one === other ? 0.5 : 0;
  return won / wrong.length;
}

/**
 * Scores right items beside drawn wrong ones of the same asker, for the area under the curve. Wrong items are those that could have been
 * answered and are not known to be right.
 * @param seed - of the draws; the same for every learner that is judged on these questions.
 * @see Aiyappa et al. (2024), "Implicit degree bias in the link prediction task", arXiv 2405.14985.
 */
export function scorePairs(
  model: FittedFinder,
  { requests, relevant, about }: QuestionSet,
  { allow }: Pick<FindOptions, "allow">,
  seed: number,
): Readonly<Record<NegativeKind, ScoredPairs>> {
  const empty = (): ScoredPairs => ({ right: new Float64Array(requests.length), won: new Float64Array(requests.length) });
  const pairs = { uniform: empty(), degree_matched: empty() };
  const draws = negativeKinds.map((kind) => ({ into: pairs[kind], draw: drawer(kind, about.popularity, seed) }));
  for (let question = 0; question < requests.length; question++) {
    const request: FindRequest = requests.at(question);
    const right = listOf(relevant, question);
    const wrong = draws.map(({ draw }) => drawWrong(draw, new Set(right), (item) => allow?.(item, request) ?? true));
    const scores = model.score(request, Int32Array.from([...right, ...wrong.flat()]));
    let from = right.length;
    draws.forEach(({ into }, at) => {
      const to = from + (wrong[at]?.length ?? 0);
      if (to > from) {
        into.won[question] = wonBy(scores.subarray(0, right.length), scores.subarray(from, to));
        into.right[question] = right.length;
      }
      from = to;
    });
  }
  return pairs;
}
