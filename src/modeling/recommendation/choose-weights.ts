import type { FinderContext, FittedFinder, RankedLists } from "../finding/finder.ts";

/** Steps that a weight is tried at: factors of what it is. */
const FACTORS = [0, 0.25, 0.5, 0.8, 1.25, 2, 4];
const ROUNDS = 4;

/** How a choice is judged. */
interface Judging {
  readonly depth: number;
  readonly at: number;
}

/** For each request the candidates of all members with each member's score as a share of its best; relevant ones are marked. */
interface Pool {
  readonly shares: readonly Float64Array[];
  readonly relevant: Uint8Array;
  readonly best: number;
}

function shareOf({ k, items, scores }: RankedLists, row: number): Map<number, number> {
  const top = Math.abs(scores[row * k] ?? 0) || 1;
  const shares = new Map<number, number>();
  for (let place = row * k; place < (row + 1) * k; place++) {
    const item = items[place] ?? -1;
    if (item < 0) break;
    shares.set(item, (scores[place] ?? 0) / top);
  }
  return shares;
}

function poolsOf(lists: readonly RankedLists[], relevant: readonly Int32Array[], at: number): Pool[] {
  return relevant.map((right, row) => {
    const shares = lists.map((list) => shareOf(list, row));
    const items = [...new Set(shares.flatMap((share) => [...share.keys()]))];
    const wanted = new Set(right);
    let best = 0;
    for (let place = 0; place < Math.min(at, wanted.size); place++) best += 1 / Math.log2(place + 2);
    return {
      shares: shares.map((share) => Float64Array.from(items, (item) => share.get(item) ?? 0)),
      relevant: Uint8Array.from(items, (item) => (wanted.has(item) ? 1 : 0)),
      best,
    };
  });
}

/** NDCG@k of one request: only relevant candidates are placed, by counting those above them; equal ones count half. */
function gainOf({ shares, relevant, best }: Pool, weights: readonly number[], at: number): number {
  const scores = new Float64Array(relevant.length);
  for (const [member, share] of shares.entries()) {
    const weight = weights[member] ?? 0;
    if (weight === 0) continue;
    for (let n = 0; n < scores.length; n++) scores[n] = (scores[n] ?? 0) + weight * (share[n] ?? 0);
  }
  let gain = 0;
  for (let n = 0; n < scores.length; n++) {
    if (relevant[n] === 0) continue;
    const own = scores[n] ?? 0;
    if (own <= 0) continue;
    let above = 0;
    for (const score of scores) above += score > own ? 1 : score === own ? 0.5 : 0;
    const place = above - 0.5;
    if (place < at) gain += 1 / Math.log2(place + 2);
  }
  return best > 0 ? gain / best : 0;
}

/**
 * Weights under which the members' lists together have the highest NDCG on validation requests: one weight at a time is changed by
 * factors, as long as that gains.
 */
export function chooseWeights(
  members: readonly FittedFinder[],
  { requests, relevant }: NonNullable<FinderContext["validation"]>,
  { depth, at }: Judging,
): number[] {
  // What is known already is not what is asked for, where no relevant item is ever one of the history.
  const repeats = requests.some(({ history }, row) => (relevant[row] ?? new Int32Array()).some((item) => history.includes(item)));
  const allow = repeats ? {} : { allow: (item: number, { history }: { readonly history: Int32Array }): boolean => !history.includes(item) };
  const pools = poolsOf(
    members.map((member) => member.find(requests, { k: depth, ...allow })),
    relevant,
    at,
  );
  const judge = (weights: readonly number[]): number => pools.reduce((sum, pool) => sum + gainOf(pool, weights, at), 0);
  let chosen: number[] = members.map(() => 1);
  let value = judge(chosen);
  for (let round = 0; round < ROUNDS; round++) {
    const before = value;
    for (const member of members.keys()) {
      for (const factor of FACTORS) {
        const tried = chosen.map((weight, n) => (n === member ? (weight || 1) * factor : weight));
        if (tried.every((weight) => weight === 0)) continue;
        const gained = judge(tried);
        if (gained <= value) continue;
        [chosen, value] = [tried, gained];
      }
    }
    if (value === before) break;
  }
  return chosen;
}
