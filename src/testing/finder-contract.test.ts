import { describe, expect, it } from "vitest";
import { Table } from "../data/index.ts";
import {
  answerChance,
  blendFinders,
  ease,
  type Finder,
  finderKinds,
  frequencyRecency,
  implicitLeastSquares,
  itemNeighbors,
  itemTransitions,
  ownHistory,
  personalizedRanking,
  popularity,
  randomOrder,
  recentPopularity,
  sessionNeighbors,
  twoStage,
} from "../modeling/index.ts";
import { finderContract, learnableEvents } from "./index.ts";

/** One of each finder that learns from plain events. */
const finders: readonly (() => Finder)[] = [
  randomOrder,
  popularity,
  recentPopularity,
  ownHistory,
  itemNeighbors,
  itemTransitions,
  sessionNeighbors,
  frequencyRecency,
  ease,
  implicitLeastSquares,
  personalizedRanking,
  () => answerChance(itemNeighbors()),
  () => blendFinders([popularity(), itemTransitions()]),
  () => twoStage([itemNeighbors(), popularity()], { known: true, rounds: 10, minimumLeafRows: 5, perMember: 40 }),
];

/** Kinds that need more than plain events (a context, a graph, texts, columns of the catalogue, other finders), and are tried beside their code. */
const elsewhere = [
  "about_asker",
  "answers_of_like_items",
  "context_ranker",
  "direct_links",
  "factorization_machine",
  "graph_finder",
  "list_similarity",
  "next_word",
  "pair_ranker",
  "reranked_graph",
  "stack",
  "text_search",
  "vector_search",
];

describe("every finder keeps the finder contract", () => {
  for (const make of finders) for (const { title, check } of finderContract(make)) it(title, check);

  it("and every registered kind is tried here, or named with its reason", async () => {
    const tried = await Promise.all(finders.map(async (make) => (await make().fit(learnableEvents(), { seed: 7 })).save().kind));
    expect(Object.keys(finderKinds).filter((kind) => !tried.includes(kind) && !elsewhere.includes(kind))).toEqual([]);
  });
});

describe("twoStage", () => {
  it("learns that what is found by the past beats what is popular", async () => {
    const examples = learnableEvents();
    const model = await twoStage([itemNeighbors(), popularity()], { known: true, rounds: 30, minimumLeafRows: 5 }).fit(examples, {
      seed: 1,
    });
    const popular = await popularity().fit(examples, { seed: 1 });
    const odd = (one: typeof popular): number =>
      [...one.find([{ asker: 1, history: Int32Array.of(1, 3, 5, 7) }], { k: 8 }).items].filter((item) => item % 2 === 1).length;
    expect(odd(model)).toBeGreaterThan(odd(popular));
  });

  it("spreads a list over the kinds of its items", async () => {
    const examples = learnableEvents();
    const { ids } = examples.catalogue;
    // What is popular is mostly of one kind.
    const kindOf = (item: number): number => (item < 12 ? 0 : 1 + (item % 3));
    const kind = { kind: "category", codes: Int32Array.from(ids, (_, item) => kindOf(item)), dictionary: ["a", "b", "c", "d"] } as const;
    const catalogue = { ids, table: new Table("items", { kind }) };
    const kindsIn = async (penalty: number): Promise<number> => {
      const finder = twoStage([popularity()], { known: true, rounds: 5, minimumLeafRows: 5, diversity: { column: "kind", penalty } });
      const model = await finder.fit({ ...examples, catalogue }, { seed: 1 });
      return new Set([...model.find([{ asker: 1, history: Int32Array.of(1) }], { k: 4 }).items].map(kindOf)).size;
    };
    expect(await kindsIn(1)).toBe(4);
    expect(await kindsIn(0)).toBeLessThan(4);
  });

  it("says what each step took", async () => {
    const model = await twoStage([popularity()], { known: true, rounds: 5, minimumLeafRows: 5 }).fit(learnableEvents(), { seed: 1 });
    const { stages } = model.find([{ asker: 0, history: new Int32Array(0) }], { k: 3 });
    expect(stages?.map(({ stage }) => stage)).toEqual(["candidates", "features", "re-rank", "diversity"]);
  });
});
