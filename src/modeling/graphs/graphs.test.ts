import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildAdjacency,
  extendAdjacency,
  hasEdge,
  pageRankByPower,
  random,
  ScoreBoard,
  transposeAdjacency,
  truncatedSvd,
  uniteAdjacencies,
} from "../../kernels/index.ts";
import type { FinderExamples, FindRequest, FittedFinder } from "../finding/finder.ts";
import { degreesOf, graphFrom, graphOf, rowOf } from "./graph.ts";
import { graphFinder, restoreGraphFinder } from "./graph-finder.ts";
import type { ScorerKind } from "./graph-scorer.ts";
import { holdOutLinks } from "./held-out-links.ts";
import { rerankedGraph, restoreRerankedGraph } from "./reranked-graph.ts";
import { blendScorers } from "./scorers/blend-scorers.ts";
import { circleOfTrust } from "./scorers/circle-of-trust.ts";
import { coFollow } from "./scorers/co-follow.ts";
import { neighborhood } from "./scorers/neighborhood.ts";
import { nodePopularity } from "./scorers/node-popularity.ts";
import { personalizedPageRank } from "./scorers/personalized-page-rank.ts";
import { randomWalkEmbedding } from "./scorers/random-walk-embedding.ts";
import { reciprocity } from "./scorers/reciprocity.ts";
import { spectralEmbedding } from "./scorers/spectral-embedding.ts";

/** Examples of nodes 0 … n − 1 from pairs. */
function examplesOf(nodes: number, edges: readonly (readonly [number, number])[]): FinderExamples {
  const ids = Array.from({ length: nodes }, (_, node) => `n${node}`);
  const askers = Int32Array.from(edges, ([from]) => from);
  return { catalogue: { ids }, askers: { ids }, events: { askers, items: Int32Array.from(edges, ([, to]) => to) } };
}

/** Two communities of twenty, thick inside and thin between. */
function communities(seed: number): FinderExamples {
  const draw = random(seed);
  const edges: [number, number][] = [];
  for (let a = 0; a < 40; a++) {
    for (let b = 0; b < 40; b++) if (a !== b && draw.next() < (a < 20 === b < 20 ? 0.4 : 0.02)) edges.push([a, b]);
  }
  return examplesOf(41, edges);
}

const ask = (asker: number, history: readonly number[] = []): FindRequest => ({ asker, history: Int32Array.from(history) });
const first = (model: FittedFinder, request: FindRequest, k = 3): number[] => [...model.find([request], { k }).items];

// 0 follows 1 and 2; both follow 3; 1 alone follows 4; 2, 5 and 6 follow 7 … so that weights differ.
const small = examplesOf(9, [
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 3],
  [1, 4],
  [2, 7],
  [5, 7],
  [6, 7],
  [5, 2],
  [6, 0],
  [3, 3],
  [1, 3],
]);

const scorers: readonly ScorerKind[] = [
  nodePopularity(),
  reciprocity(),
  neighborhood("common_neighbors"),
  neighborhood("adamic_adar", { along: true }),
  neighborhood("resource_allocation"),
  coFollow({ sharpness: 2 }),
  personalizedPageRank(),
  personalizedPageRank({ direction: "either", damping: 0.5 }),
  circleOfTrust({ size: 10 }),
  spectralEmbedding({ rank: 4, normalization: 0.25 }),
  randomWalkEmbedding({ rank: 4 }),
  blendScorers([coFollow(), personalizedPageRank()], [2, 1]),
];

describe("a graph", () => {
  test("leaves out loops, counts an edge once and keeps isolated nodes", () => {
    const graph = graphOf("test", small, true);
    expect(graph.nodes).toBe(9);
    expect([...degreesOf(graph.out)]).toEqual([2, 2, 2, 0, 0, 2, 2, 0, 0]);
    expect([...rowOf(graph.into, 7)]).toEqual([2, 5, 6]);
    expect([...rowOf(graph.both(), 8)]).toEqual([]);
  });

  test("has both ways round where edges have no direction", () => {
    const graph = graphOf("test", small, false);
    expect(hasEdge(graph.out, 3, 1) && hasEdge(graph.out, 1, 3)).toBe(true);
  });

  test("refuses codes that nobody has", () => {
    expect(() => graphOf("test", { ...small, events: { askers: Int32Array.of(0), items: Int32Array.of(9) } }, true)).toThrow(
      /MODELING_GRAPH_INVALID.*item 9; there are 9/,
    );
  });

  test("grows by edges as if it had been built with them, and leaves what it was", () => {
    const edges = fc.array(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 })), { maxLength: 60 });
    fc.assert(
      fc.property(edges, edges, (before, after) => {
        const from = (pairs: [number, number][], end: 0 | 1): Int32Array => Int32Array.from(pairs, (pair) => pair[end]);
        const start = buildAdjacency(12, from(before, 0), from(before, 1));
        const rows = Array.from({ length: 12 }, (_, node) => [...rowOf(start, node)]);
        const grown = extendAdjacency(start, 12, from(after, 0), from(after, 1));
        const whole = buildAdjacency(12, from([...before, ...after], 0), from([...before, ...after], 1));
        for (let node = 0; node < 12; node++) {
          expect([...rowOf(grown, node)]).toEqual([...rowOf(whole, node)]);
          expect([...rowOf(start, node)]).toEqual(rows[node]);
        }
        const united = uniteAdjacencies(grown, transposeAdjacency(grown));
        for (let a = 0; a < 12; a++) for (const b of rowOf(united, a)) expect(hasEdge(united, b, a)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("holds both ways of an edge without direction out together", () => {
    const graph = graphOf("test", communities(3), false);
    const { graph: rest, held } = holdOutLinks(graph, 0.3, 5);
    for (const [node, links] of held) {
      for (const other of links) {
        expect(held.get(other)).toContain(node);
        expect(hasEdge(rest.out, node, other) || hasEdge(rest.out, other, node)).toBe(false);
      }
    }
    const share = [...held.values()].flat().length / graph.out.used;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });
});

describe("scores by hand", () => {
  const scoresOf = async (kind: ScorerKind, items: number[], directed = true): Promise<number[]> => {
    const model = await graphFinder(kind, { directed }).fit(small, { seed: 1 });
    return [...model.score(ask(0, [1, 2]), Int32Array.from(items))];
  };

  test("common neighbours along edges: 3 has two, 4 and 7 one", async () => {
    expect(await scoresOf(neighborhood("common_neighbors", { along: true }), [3, 4, 7, 8])).toEqual([2, 1, 1, 0]);
  });

  test("Adamic and Adar weigh by the logarithm of the degree, resource allocation by the degree", async () => {
    // Undirected degrees: 1 has 0, 3, 4; 2 has 0, 3, 5, 7.
    const [three] = await scoresOf(neighborhood("adamic_adar"), [3], false);
    expect(three).toBeCloseTo(1 / Math.log(3) + 1 / Math.log(4), 12);
    expect((await scoresOf(neighborhood("resource_allocation"), [3], false))[0]).toBeCloseTo(1 / 3 + 1 / 4, 12);
  });

  test("co-follow: 5 follows 2 as 0 does, and so votes for 7", async () => {
    // 2 is followed by 0 and 5: likeness ½, shared by the two that 5 follows.
    expect(await scoresOf(coFollow(), [7, 3])).toEqual([0.25, 0]);
  });

  test("PageRank by push comes as near to power iteration as its tolerance allows", async () => {
    const examples = communities(9);
    const model = await graphFinder(personalizedPageRank({ tolerance: 1e-12 })).fit(examples, { seed: 1 });
    const graph = graphOf("test", examples, true);
    const linked = rowOf(graph.out, 4);
    const start = new Float64Array(graph.nodes);
    for (const node of linked) start[node] = 1 / linked.length;
    const exact = pageRankByPower(graph.out, start, 0.15, 300);
    const pushed = model.score(
      ask(4, [...linked]),
      Int32Array.from({ length: graph.nodes }, (_, node) => node),
    );
    for (const [node, value] of exact.entries()) expect(pushed[node]).toBeCloseTo(value, 8);
    expect(exact.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
  });

  test("a truncated decomposition of full rank gives the matrix back", () => {
    const adjacency = graphOf("test", communities(2), true).out;
    const { left, right, rank, singular } = truncatedSvd({ adjacency }, 41, { seed: 1, passes: 3 });
    for (let a = 0; a < 41; a += 5) {
      for (let b = 0; b < 41; b += 3) {
        let product = 0;
        for (let k = 0; k < rank; k++) product += (left[a * rank + k] ?? 0) * (right[b * rank + k] ?? 0);
        expect(product).toBeCloseTo(hasEdge(adjacency, a, b) ? 1 : 0, 3);
      }
    }
    const squares = singular.reduce((sum, value) => sum + value * value, 0);
    expect(squares).toBeCloseTo(adjacency.used, 1);
  });
});

describe.each(scorers.map((kind, place) => [`${kind.name} (${place})`, kind] as const))("%s", (_, kind) => {
  const examples = communities(7);

  test("finds neither the asker nor its links, and the same lists after save and load", async () => {
    const model = await graphFinder(kind).fit(examples, { seed: 4 });
    const graph = graphOf("test", examples, true);
    const again = restoreGraphFinder(structuredClone(model.save()));
    for (const asker of [0, 7, 25, 40]) {
      const linked = [...rowOf(graph.out, asker)];
      const request = ask(asker, linked);
      const lists = model.find([request], { k: 41 });
      const found = [...lists.items].filter((item) => item >= 0);
      expect(found.some((item) => item === asker || linked.includes(item))).toBe(false);
      expect(new Set(found).size).toBe(found.length);
      expect(again.find([request], { k: 41 })).toEqual(lists);
      const scores = model.score(
        request,
        lists.items.filter((item) => item >= 0),
      );
      for (const [place, score] of scores.entries()) expect(score).toBeCloseTo(lists.scores[place] ?? 0, 9);
      if (found[0] !== undefined) expect(model.explain?.(request, found[0]).sentence.length).toBeGreaterThan(5);
    }
  });

  test("answers strangers, unknown codes and filters without a fault", async () => {
    const model = await graphFinder(kind).fit(examples, { seed: 4 });
    const lists = model.find([ask(-1), ask(-1, [3, 3, 999, -1]), ask(99, [2])], { k: 4, allow: (item) => item % 2 === 0 });
    expect([...lists.items].every((item) => item === -1 || item % 2 === 0)).toBe(true);
    expect([...lists.items].every((item, at) => (item === -1) === Number.isNaN(lists.scores[at]))).toBe(true);
  });
});

test("most scorers find the asker's own community", async () => {
  for (const kind of [
    neighborhood("resource_allocation"),
    coFollow(),
    personalizedPageRank(),
    circleOfTrust(),
    spectralEmbedding({ rank: 4 }),
  ]) {
    const model = await graphFinder(kind).fit(communities(7), { seed: 4 });
    expect(first(model, ask(3), 5).every((item) => item < 20)).toBe(true);
    expect(first(model, ask(33), 5).every((item) => item >= 20)).toBe(true);
  }
});

test("equal scores are ordered by lot, not by code, and by the same lot for the same seed", async () => {
  const spokes = examplesOf(60, Array.from({ length: 50 }, (_, i) => [1, i + 5] as const).concat([[0, 1] as never]));
  const order = async (seed: number): Promise<number[]> =>
    first(await graphFinder(neighborhood("common_neighbors", { along: true })).fit(spokes, { seed }), ask(0, [1]), 50);
  expect(await order(1)).toEqual(await order(1));
  expect(await order(1)).not.toEqual(await order(2));
  expect(await order(1)).not.toEqual((await order(1)).toSorted((a, b) => a - b));
});

test("new edges count at once, and the model before them stays", async () => {
  const model = await graphFinder(neighborhood("common_neighbors", { along: true })).fit(small, { seed: 1 });
  const more = model.update?.({ askers: Int32Array.of(1, 2), items: Int32Array.of(8, 8) });
  expect(model.score(ask(0, [1, 2]), Int32Array.of(8))[0]).toBe(0);
  expect(more?.score(ask(0, [1, 2]), Int32Array.of(8))[0]).toBe(2);
  expect(more?.explain?.(ask(0, [1, 2]), 8)).toEqual({ sentence: "followed by 2 accounts you follow", because: [1, 2] });
});

describe("a re-ranked graph", () => {
  const settings = { folds: 2, sources: 40, rounds: 20, leaves: 4, minimumLeafRows: 5, perScorer: 20, popular: 5 };
  const kinds = [coFollow(), neighborhood("adamic_adar"), reciprocity(), spectralEmbedding({ rank: 4 })];

  test("gives probabilities, reasons, the same bits again, and after save and load", async () => {
    const finder = rerankedGraph(kinds, settings);
    const [model, twin] = [await finder.fit(communities(7), { seed: 4 }), await finder.fit(communities(7), { seed: 4 })];
    const requests = [ask(3), ask(25), ask(-1, [2, 3]), ask(-1)];
    const lists = model.find(requests, { k: 5 });
    expect(twin.find(requests, { k: 5 })).toEqual(lists);
    expect(restoreRerankedGraph(structuredClone(model.save())).find(requests, { k: 5 })).toEqual(lists);
    expect([...lists.scores].every((score) => Number.isNaN(score) || (score > 0 && score < 1))).toBe(true);
    expect(first(model, ask(3), 5).filter((item) => item < 20).length).toBeGreaterThan(3);
    // A stranger without links gets the popular.
    expect(first(model, ask(-1), 3).every((item) => item >= 0)).toBe(true);
    expect(model.explain?.(ask(-1), 3).sentence).toMatch(/^followed by \d+ accounts?$/);
  });

  test("a saved model that was cut short is refused", async () => {
    const saved = (await rerankedGraph(kinds, settings).fit(communities(7), { seed: 4 })).save();
    const cut = { ...saved, tensors: { ...saved.tensors, "graph.targets": Int32Array.of(1, 2) } };
    expect(() => restoreRerankedGraph(cut)).toThrow(/MODELING_FILE_INVALID.*has 2 edges where/);
    const { "trees.value": _, ...rest } = saved.tensors;
    expect(() => restoreRerankedGraph({ ...saved, tensors: rest })).toThrow(/MODELING_FILE_INVALID.*trees.value/);
  });

  test("refuses a graph that has no links to hold out", async () => {
    await expect(rerankedGraph(kinds, settings).fit(examplesOf(5, [[0, 0]]), { seed: 1 })).rejects.toThrow("MODELING_TOO_FEW_ROWS");
  });
});

test("scores are added up node by node and cleared", () => {
  const scores = new ScoreBoard(4);
  scores.add(2, 1);
  scores.add(2, 0.5);
  scores.add(0, 0);
  expect([scores.count, scores.values[2], scores.has(0), scores.has(1)]).toEqual([2, 1.5, true, false]);
  scores.clear();
  expect([scores.count, scores.values[2], scores.has(2)]).toEqual([0, 0, false]);
  expect(graphFrom(true, buildAdjacency(1, new Int32Array(0), new Int32Array(0)), 1, Int32Array.of(0)).out.used).toBe(0);
});
