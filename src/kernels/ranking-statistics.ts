import { descendingOrder, runEnds } from "./ordering.ts";

/** Rows sorted by falling score, with what the statistics below need in that order. All have length n. */
export interface Ranking {
  /** Row at each rank. */
  readonly order: Int32Array;
  /** 1 where the row is positive, in rank order. */
  readonly positive: Uint8Array;
  /** 1 at the last rank of each group of equal scores. */
  readonly groupEnd: Uint8Array;
}

/** Sorts once; `truth` is 0 or 1. */
export function rank(scores: Float64Array, truth: Float64Array): Ranking {
  const order = descendingOrder(scores);
  const positive = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i++) positive[i] = truth[order[i]!] === 1 ? 1 : 0;
  return { order, positive, groupEnd: runEnds(scores, order) };
}

/**
 * Weighted share of (positive, negative) pairs in which the positive scores higher; ties count half.
 * @returns in [0, 1]; NaN when positives or negatives have no weight.
 */
export function areaUnderRoc(ranking: Ranking, weight: Float64Array): number {
  const { order, positive, groupEnd } = ranking;
  let positives = 0;
  let negatives = 0;
  let groupPositives = 0;
  let groupNegatives = 0;
  let area = 0;
  for (let i = 0; i < order.length; i++) {
    const w = weight[order[i]!]!;
    if (positive[i] === 1) groupPositives += w;
    else groupNegatives += w;
    if (groupEnd[i] === 0) continue;
    area += groupNegatives * (positives + groupPositives / 2);
    positives += groupPositives;
    negatives += groupNegatives;
    groupPositives = 0;
    groupNegatives = 0;
  }
  return positives > 0 && negatives > 0 ? area / (positives * negatives) : Number.NaN;
}

/**
 * Σ (recall_i − recall_{i−1}) · precision_i over the distinct scores, from high to low.
 * @returns in [0, 1]; NaN when positives have no weight.
 */
export function averagePrecisionOf(ranking: Ranking, weight: Float64Array): number {
  const { order, positive, groupEnd } = ranking;
  let hits = 0;
  let taken = 0;
  let groupHits = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const w = weight[order[i]!]!;
    taken += w;
    if (positive[i] === 1) groupHits += w;
    if (groupEnd[i] === 0 || groupHits === 0) continue;
    hits += groupHits;
    sum += (groupHits * hits) / taken;
    groupHits = 0;
  }
  return hits > 0 ? sum / hits : Number.NaN;
}

/** Largest recall at any score above which precision is at least `floor`; 0 where none is, NaN without positives. */
export function recallWherePrecise(ranking: Ranking, weight: Float64Array, floor: number): number {
  const { order, positive, groupEnd } = ranking;
  let hits = 0;
  let taken = 0;
  let best = 0;
  for (let i = 0; i < order.length; i++) {
    const w = weight[order[i]!]!;
    taken += w;
    if (positive[i] === 1) hits += w;
    if (groupEnd[i] === 1 && taken > 0 && hits >= floor * taken) best = hits;
  }
  return hits > 0 ? best / hits : Number.NaN;
}

/** Weight of positives among the `k` highest, and the weight taken (k, or all where there is less); ties at the border count in part. */
export function hitsAmongTop(ranking: Ranking, weight: Float64Array, k: number): { hits: number; taken: number } {
  const { order, positive, groupEnd } = ranking;
  let hits = 0;
  let taken = 0;
  let groupHits = 0;
  let groupTaken = 0;
  for (let i = 0; i < order.length; i++) {
    const w = weight[order[i]!]!;
    groupTaken += w;
    if (positive[i] === 1) groupHits += w;
    if (groupEnd[i] === 0) continue;
    if (taken + groupTaken >= k) {
      const share = groupTaken > 0 ? (k - taken) / groupTaken : 0;
      return { hits: hits + groupHits * share, taken: k };
    }
    hits += groupHits;
    taken += groupTaken;
    groupHits = 0;
    groupTaken = 0;
  }
  return { hits, taken };
}
