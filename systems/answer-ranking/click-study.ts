import { clickPropensities, estimateAttraction, type Impression, pairwiseRegression, random, simulateClicks } from "millwright";

/** What is learned from the clicks on lists that were shown in an old order, by how strongly the eye prefers first places. */
export interface ClickStudyRow {
  /** P(seen at place k) = k^−bias. */
  readonly bias: number;
  /** NDCG over new lists of what was learned from click rates as they are, with the true attraction as gain. */
  readonly naive: number;
  /** The same with each click weighed by 1 / propensity of its place. */
  readonly weighted: number;
  /** The same of the old order itself. */
  readonly old: number;
}

const candidates = 8;
const lists = 40;
const biases = [0, 0.5, 1, 1.5, 2] as const;

/** A list of answers with two facts each: readers want the first; the old order was made by the second. */
interface MadeList {
  readonly facts: readonly (readonly [wanted: number, old: number])[];
  readonly attraction: Float64Array;
  readonly oldScores: Float64Array;
}

function makeLists(seed: number, name: string): MadeList[] {
  const stream = random(seed).fork(name);
  return Array.from({ length: lists }, () => {
    const facts = Array.from({ length: candidates }, () => [stream.normal(), stream.normal()] as const);
    return {
      facts,
      attraction: Float64Array.from(facts, ([wanted]) => 0.6 / (1 + Math.exp(-1.5 * wanted))),
      oldScores: Float64Array.from(facts, ([wanted, old]) => old + 0.2 * wanted),
    };
  });
}

function gainInOrder(gains: Float64Array, scores: Float64Array): number {
  const order = [...gains.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  return order.reduce((sum, candidate, place) => sum + (gains[candidate] ?? 0) / Math.log2(place + 2), 0);
}

function meanNdcg(made: readonly MadeList[], scoresOf: (list: MadeList) => Float64Array): number {
  const each = made.map((list) => gainInOrder(list.attraction, scoresOf(list)) / gainInOrder(list.attraction, list.attraction));
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

/** Scores by the two facts, learned from estimates of attraction. */
async function learn(
  shown: readonly MadeList[],
  impressions: readonly Impression[],
  of: "rate" | "weighted",
): Promise<(list: MadeList) => Float64Array> {
  const estimates = estimateAttraction(impressions, clickPropensities(impressions)).sort((a, b) => a.list - b.list);
  const matrix = (facts: readonly (readonly number[])[]) => ({
    rows: facts.length,
    dense: { rows: facts.length, columns: 2, values: Float32Array.from(facts.flat()) },
  });
  const model = await pairwiseRegression({ penalty: 0.001 }).fit(
    {
      features: matrix(estimates.map(({ list, candidate }) => shown[list]?.facts[candidate] ?? [0, 0])),
      truth: Float64Array.from(estimates, (one) => one[of]),
      group: Int32Array.from(estimates, ({ list }) => list),
    },
    { task: { kind: "ranking", classes: 0, gain: "linear" }, seed: 1 },
  );
  return ({ facts }) => model.predict(matrix(facts)).values;
}

/** Shows lists in an old order, learns from the clicks with and without inverse propensities, and judges on lists that nobody saw. */
export async function clickStudy(seed: number): Promise<ClickStudyRow[]> {
  const shown = makeLists(seed, "shown");
  const fresh = makeLists(seed, "fresh");
  const rows: ClickStudyRow[] = [];
  for (const bias of biases) {
    const impressions = simulateClicks(
      shown.map(({ attraction }) => ({ attraction })),
      shown.map(({ oldScores }) => oldScores),
      { bias, sessions: 1500, swaps: 0.3, seed },
    );
    rows.push({
      bias,
      naive: meanNdcg(fresh, await learn(shown, impressions, "rate")),
      weighted: meanNdcg(fresh, await learn(shown, impressions, "weighted")),
      old: meanNdcg(fresh, ({ oldScores }) => oldScores),
    });
  }
  return rows;
}
