import { afterAll, describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { kernelThreads, random, setKernelThreads } from "../../kernels/index.ts";
import { contextRanker } from "../contexts/context-ranker.ts";
import { rerankedGraph } from "../graphs/reranked-graph.ts";
import { coFollow } from "../graphs/scorers/co-follow.ts";
import { nodePopularity } from "../graphs/scorers/node-popularity.ts";
import { itemTransitions } from "../recommendation/item-transitions.ts";
import { stackFinders } from "../recommendation/stack-finders.ts";
import { popularity } from "./baselines/popularity.ts";
import type { Finder, FinderExamples } from "./finder.ts";
import { twoStage } from "./two-stage/two-stage.ts";

const askers = 1000;
const perAsker = 8;

/** Enough events that trees share their rows among threads. */
function manyEvents(sameIds: boolean): FinderExamples {
  const stream = random(5);
  const rows = askers * perAsker;
  const items = sameIds ? askers : 200;
  const drawn = Int32Array.from({ length: rows }, (_, row) => (Math.floor(row / perAsker) * 7 + stream.integer(40)) % items);
  const half = { kind: "category", codes: drawn.map((item) => item % 2), dictionary: ["even", "odd"] } as const;
  return {
    catalogue: { ids: Array.from({ length: items }, (_, item) => `n${item}`) },
    askers: { ids: Array.from({ length: askers }, (_, asker) => `n${asker}`) },
    sameIds,
    events: {
      askers: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / perAsker)),
      items: drawn,
      times: Float64Array.from({ length: rows }, (_, row) => row),
      table: new Table("events", { half }),
    },
  };
}

const finders: readonly (readonly [Finder, boolean])[] = [
  [contextRanker({ columns: ["half"], folds: 2, rounds: 5 }), false],
  [stackFinders([itemTransitions(), popularity()], { rounds: 5 }), false],
  [twoStage([itemTransitions(), popularity()], { rounds: 5 }), false],
  [rerankedGraph([coFollow(), nodePopularity()], { folds: 1, sources: 600, rounds: 5 }), true],
];

describe("finders whose trees share their work among threads", () => {
  const usual = kernelThreads();
  afterAll(() => setKernelThreads(usual));

  it.each(finders.map(([finder, sameIds]) => ({ name: finder.name, finder, sameIds })))(
    "$name learns the same bits on 1 and 2 threads",
    async ({ finder, sameIds }) => {
      const examples = manyEvents(sameIds);
      const fit = async (threads: number) => {
        setKernelThreads(threads);
        return (await finder.fit(examples, { seed: 3 })).save();
      };
      expect(await fit(2)).toEqual(await fit(1));
    },
  );
});
