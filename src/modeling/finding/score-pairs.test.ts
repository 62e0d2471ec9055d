import { describe, expect, it } from "vitest";
import { packLists, Table } from "../../data/index.ts";
import { popularity } from "./baselines/popularity.ts";
import { randomOrder } from "./baselines/random-order.ts";
import type { Finder, FinderExamples } from "./finder.ts";
import type { QuestionSet } from "./judge-lists.ts";
import { type NegativeKind, scorePairs } from "./score-pairs.ts";

/** Items whose events fall with their code; askers have nothing in common with them but how popular they are. */
const events = Array.from({ length: 50 }, (_, item) => Array.from({ length: 1 + Math.floor(200 / (1 + item)) }, () => item)).flat();
const examples: FinderExamples = {
  catalogue: { ids: Array.from({ length: 50 }, (_, item) => `i${item}`) },
  askers: { ids: ["a"] },
  events: { askers: new Int32Array(events.length), items: Int32Array.from(events) },
};
const asked = 400;
const questions: QuestionSet = {
  requests: { length: asked, at: () => ({ asker: 0, history: new Int32Array(0) }) },
  relevant: packLists(Array.from({ length: asked }, (_, at) => Int32Array.of(events[(at * 37) % events.length] ?? 0))),
  askers: new Int32Array(asked),
  table: new Table("questions", { at: { kind: "number", values: new Float64Array(asked) } }),
  about: { popularity: Float64Array.from({ length: 50 }, (_, item) => events.filter((one) => one === item).length / events.length) },
};

async function auc(finder: Finder, kind: NegativeKind, seed = 1): Promise<number> {
  const { won, right } = scorePairs(await finder.fit(examples, { seed: 0 }), questions, {}, seed)[kind];
  return won.reduce((sum, one) => sum + one, 0) / right.reduce((sum, one) => sum + one, 0);
}

describe("right items against drawn wrong ones", () => {
  it("are a coin toss for a random order", async () => {
    expect(await auc(randomOrder(), "uniform")).toBeGreaterThan(0.35);
    expect(await auc(randomOrder(), "uniform")).toBeLessThan(0.65);
  });

  it("show popularity as skill against uniform ones, and as none against those that are as popular", async () => {
    expect(await auc(popularity(), "uniform")).toBeGreaterThan(0.75);
    const matched = await auc(popularity(), "degree_matched");
    expect(Math.abs(matched - 0.5)).toBeLessThan(0.12);
  });

  it("are the same for the same seed, and none where nothing else is allowed", async () => {
    expect(await auc(popularity(), "uniform", 5)).toBe(await auc(popularity(), "uniform", 5));
    const model = await popularity().fit(examples, { seed: 0 });
    const { right } = scorePairs(model, questions, { allow: () => false }, 1).uniform;
    expect(right.every((one) => one === 0)).toBe(true);
  });
});
