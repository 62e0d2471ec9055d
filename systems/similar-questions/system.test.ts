import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fitPairClassifier, type LabelledPair, pairRanker, random, runSystem, Table } from "millwright";
import { afterAll, describe, expect, it, vi } from "vitest";
import { samplePairs, sampleQuestions } from "./sample-questions.ts";
import { bannerFrom, type Forum, indexPosted, suggestSimilar } from "./suggest-similar.ts";
import system from "./system.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const directory = mkdtempSync(join(tmpdir(), "similar-questions-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function forumOf(answered: number): Promise<Forum> {
  const questions = sampleQuestions();
  const ids = questions.map(({ id }) => id);
  const titles = questions.map(({ title }) => title);
  const codes = new Map(ids.map((id, code) => [id, code]));
  const pairs = samplePairs(random(0));
  const catalogue = { ids, table: new Table("questions", new Map([["title", { kind: "text", values: titles } as const]])) };
  const events = {
    askers: Int32Array.from(pairs, ({ query }) => codes.get(query) ?? -1),
    items: Int32Array.from(pairs, ({ question }) => codes.get(question) ?? -1),
  };
  const ranker = pairRanker({
    query: ["title"],
    document: "title",
    answered,
    depth: 20,
    learning: { rounds: 60 },
    comparison: { dimensions: 30 },
  });
  return { model: await ranker.fit({ catalogue, askers: { ids }, events }, { seed: 0 }), ids, titles };
}

const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "similar-questions");

describe("similar-questions", () => {
  it("runs on its sample, and says that it did", async () => {
    const report = await runSystem(system, {
      source: system.data.sample(1),
      seed: 1,
      directory,
      only: ["BM25", "words and letters"],
      onEvent: () => undefined,
    });
    expect(report.data.simulated).toBe(true);
    expect(report.test["recall_at_10"]?.value).toBeGreaterThan(0.3);
  });

  it("lists similar questions with probabilities that fall, finds a new post at once, and answers nothing to nothing", async () => {
    const forum = await forumOf(1);
    const { similar } = suggestSimilar(forum, { title: "What is the price of Netflix" });
    expect(similar[0]?.title).toMatch(/Netflix/);
    expect(similar.map(({ p }) => p)).toEqual(similar.map(({ p }) => p).sort((a, b) => b - a));
    expect(similar.every(({ p }) => p >= 0 && p <= 1)).toBe(true);
    expect(suggestSimilar(forum, { title: "" })).toEqual({ similar: [] });
    indexPosted(forum, { id: "new", title: "Do zebras sleep while standing?" });
    const found = forum.model.find([{ asker: -1, history: new Int32Array(0), context: { title: "zebras standing" } }], { k: 1 });
    expect(forum.ids[found.items[0] ?? -1]).toBe("new");
  });

  it("shows a banner only from 0.9 on, and seldom where few drafts were asked before", async () => {
    const titles = sampleQuestions().filter((_, n) => n % 7 === 0);
    const banners: number[] = [];
    for (const answered of [1, 0.01]) {
      const forum = await forumOf(answered);
      const shown = titles.map(({ title }) => suggestSimilar(forum, { title }));
      for (const { similar, duplicateOf } of shown) expect(duplicateOf === undefined).toBe((similar[0]?.p ?? 0) < bannerFrom);
      banners.push(shown.filter(({ duplicateOf }) => duplicateOf !== undefined).length);
    }
    expect(banners[1]).toBeLessThanOrEqual(banners[0] ?? 0);
  });

  it.skipIf(folder === undefined)(
    "tells duplicates from others on Quora's test pairs better than boosted trees on thirty features",
    async () => {
      const read = (name: string): string[] =>
        gunzipSync(readFileSync(join(folder ?? "", name)))
          .toString("utf8")
          .split("\n")
          .filter(Boolean);
      const pairs = (part: string): LabelledPair[] =>
        read(`quora_bimpm_split/${part}.tsv.gz`).map((line) => {
          const [label, first = "", second = ""] = line.split("\t");
          return { first, second, same: label === "1" };
        });
      const test = pairs("test");
      const model = await fitPairClassifier(pairs("dev"), {}, 0, read("stackoverflow20k/title_StackOverflow.txt.gz"));
      const probabilities = model.probabilities(test);
      const right = test.filter(({ same }, n) => same === (probabilities[n] ?? 0) >= 0.5).length;
      // XGBoost on overlap, tf-idf and LSA features with an out-of-fold linear score reaches 0.794 on the same files.
      expect(right / test.length).toBeGreaterThan(0.8);
    },
  );
});
