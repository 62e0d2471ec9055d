import { describe, expect, it } from "vitest";
import { Table } from "../data/index.ts";
import {
  aboutAsker,
  answerChance,
  answersOfLikeItems,
  blendFinders,
  coFollow,
  contextRanker,
  directLinks,
  ease,
  type Finder,
  factorizationMachine,
  finderKinds,
  frequencyRecency,
  graphFinder,
  implicitLeastSquares,
  itemNeighbors,
  itemTransitions,
  listSimilarity,
  neighborhood,
  ownHistory,
  pairRanker,
  personalizedPageRank,
  personalizedRanking,
  popularity,
  randomOrder,
  recentPopularity,
  rerankedGraph,
  sessionNeighbors,
  spectralEmbedding,
  stackFinders,
  textFinder,
  twoStage,
  vectorFinder,
} from "../modeling/index.ts";
import type { FinderContractOptions } from "./finder-contract.ts";
import { eventsInContext, learnableGraph, learnableTexts, requestsWith } from "./finder-examples.ts";
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

const contexts = requestsWith([{ half: "even" }, { half: "odd" }, { half: "neither" }, {}], [2, 4, 6]);
const asked = requestsWith([{ text: "how to start with a violin" }, { text: "guitar, guitar!" }, { text: "" }], [3, 5]);
const inContext = { examples: eventsInContext(), requests: contexts };
const inGraph = { examples: learnableGraph() };
const inTexts = { examples: learnableTexts(), requests: asked };
const small = { rounds: 5, minimumLeafRows: 5 };

/** One of each finder that needs more than plain events, with what it needs. */
const demanding: readonly (readonly [() => Finder, FinderContractOptions])[] = [
  [() => contextRanker({ columns: ["half"], folds: 3, ...small }), inContext],
  [() => factorizationMachine({ context: ["half"], attributes: ["half"], factors: 4, epochs: 2 }), inContext],
  [() => listSimilarity({ list: "listed", category: "half" }), inContext],
  [() => stackFinders([itemTransitions(), popularity()], { rounds: 5, attributes: ["half"] }), inContext],
  [() => graphFinder(coFollow()), inGraph],
  [() => graphFinder(personalizedPageRank(), { directed: false }), inGraph],
  [() => graphFinder(spectralEmbedding({ rank: 4 })), inGraph],
  [() => rerankedGraph([coFollow(), neighborhood("adamic_adar")], { folds: 1, sources: 30, ...small }), inGraph],
  [() => directLinks(), inGraph],
  [() => aboutAsker(itemNeighbors()), inGraph],
  [() => answersOfLikeItems(aboutAsker(itemNeighbors())), inGraph],
  [() => textFinder({ query: ["text"], indexes: [{ analyzer: { stem: "english" } }] }), inTexts],
  [() => vectorFinder({ query: ["text"], document: "text", dimensions: 8 }), inTexts],
  [
    () =>
      pairRanker({ query: ["text"], document: "text", depth: 20, learning: { rounds: 5, leastPairs: 2 }, comparison: { dimensions: 8 } }),
    inTexts,
  ],
];

/** Why a kind is not tried here. */
const elsewhere: Readonly<Record<string, string>> = {
  next_word: "needs sentences as the events of one asker, in order; next-word.test.ts tries it on them",
};

describe("every finder keeps the finder contract", () => {
  for (const make of finders) for (const { title, check } of finderContract(make)) it(title, check);
  for (const [make, options] of demanding) for (const { title, check } of finderContract(make, options)) it(title, check);

  it("and every registered kind is tried here, or named with its reason", async () => {
    const all = [...finders.map((make): (typeof demanding)[number] => [make, {}]), ...demanding];
    const tried = await Promise.all(
      all.map(async ([make, { examples = learnableEvents() }]) => (await make().fit(examples, { seed: 7 })).save().kind),
    );
    expect(Object.keys(finderKinds).filter((kind) => !tried.includes(kind) && elsewhere[kind] === undefined)).toEqual([]);
    expect(Object.keys(elsewhere).filter((kind) => tried.includes(kind))).toEqual([]);
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
