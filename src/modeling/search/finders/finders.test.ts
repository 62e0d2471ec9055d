import { describe, expect, test } from "vitest";
import { Table } from "../../../data/index.ts";
import type { Finder, FinderExamples, FindRequest } from "../../finding/finder.ts";
import { restoreFinder } from "../../finding/registry.ts";
import { pairRanker } from "./pair-ranker.ts";
import { textFinder } from "./text-finder.ts";
import { vectorFinder } from "./vector-finder.ts";

/** Forty questions, each asked in two ways that share a subject, and a third with the same words but another subject. */
const subjects = ["bread", "violin", "passport", "tomato", "laptop", "garden", "visa", "guitar", "budget", "marathon"];
const ways = [
  [(x: string) => `How do I start with a ${x}?`, (x: string) => `What is the best way to begin with a ${x}`],
  [(x: string) => `How much does a ${x} cost?`, (x: string) => `What is the price of a ${x}`],
  [(x: string) => `Why is my ${x} broken?`, (x: string) => `What made my ${x} stop working`],
  [(x: string) => `Where can I find a ${x} in Paris?`, (x: string) => `Which place in Paris has a ${x}`],
] as const;
const texts = ways.flatMap(([first, second]) => subjects.flatMap((subject) => [first(subject), second(subject)]));
const catalogue = {
  ids: texts.map((_, n) => `q${n}`),
  table: new Table("questions", new Map([["text", { kind: "text", values: texts } as const]])),
};
const rows = Int32Array.from({ length: texts.length / 2 }, (_, n) => 2 * n);
const examples: FinderExamples = {
  catalogue,
  askers: { ids: catalogue.ids },
  events: { askers: rows, items: rows.map((row) => row + 1) },
};

const ask = (text: string): FindRequest => ({ asker: -1, history: new Int32Array(0), context: { text } });
const finders: readonly Finder[] = [
  textFinder({
    query: ["text"],
    indexes: [{ analyzer: { stem: "english" } }, { analyzer: { of: "letters" }, weighting: { kind: "tfidf" }, share: 0.5 }],
  }),
  vectorFinder({ query: ["text"], document: "text", dimensions: 20 }),
  vectorFinder({ query: ["text"], document: "text", dimensions: 20, encoder: "lsa", index: "approximate" }),
  pairRanker({ query: ["text"], document: "text", depth: 20, learning: { rounds: 40, leastPairs: 2 }, comparison: { dimensions: 20 } }),
];

describe.each(finders.map((finder) => [`${finder.name} ${JSON.stringify(finder.settings).slice(0, 60)}`, finder] as const))(
  "%s",
  (_, finder) => {
    test("finds a question by its words, the same after saving, and twice the same", async () => {
      const model = await finder.fit(examples, { seed: 3 });
      const requests = [ask(texts[4] ?? ""), ask("What is the price of a guitar"), ask("")];
      const lists = model.find(requests, { k: 5 });
      expect([...lists.items.slice(0, 5)]).toContain(4);
      expect([...lists.items.slice(5, 10)].some((item) => texts[item]?.includes("guitar"))).toBe(true);
      expect([...lists.items.slice(10)]).toEqual([-1, -1, -1, -1, -1]);
      expect(Number.isNaN(lists.scores[10])).toBe(true);
      expect((await finder.fit(examples, { seed: 3 })).find(requests, { k: 5 })).toEqual(lists);
      expect(restoreFinder(model.save()).find(requests, { k: 5 })).toEqual(lists);
    });

    test("keeps what may not be answered out, before the cut", async () => {
      const model = await finder.fit(examples, { seed: 3 });
      const { items } = model.find([ask(texts[4] ?? "")], { k: 3, allow: (item) => item !== 4 });
      expect([...items]).not.toContain(4);
      expect([...items].every((item) => item >= 0)).toBe(true);
    });

    test("scores given items on the scale of its lists, and says why", async () => {
      const model = await finder.fit(examples, { seed: 3 });
      const request = ask(texts[8] ?? "");
      const { items, scores } = model.find([request], { k: 2 });
      const own = model.score(request, items);
      expect((own[0] ?? 0) > (own[1] ?? 0)).toBe((scores[0] ?? 0) > (scores[1] ?? 0));
      expect(model.explain?.(request, items[0] ?? 0).sentence).not.toBe("");
    });

    test("a catalogue of one is a catalogue, and one of ids alone is refused", async () => {
      await expect(finder.fit({ ...examples, catalogue: { ids: ["a"] } }, { seed: 0 })).rejects.toThrow(/MODELING_FEATURES_REFUSED/);
      const one = { ids: ["a"], table: new Table("one", new Map([["text", { kind: "text", values: ["one question"] } as const]])) };
      const events = { askers: Int32Array.of(0), items: Int32Array.of(0) };
      const fit = finder.fit({ catalogue: one, askers: { ids: ["a"] }, events }, { seed: 0 });
      if (finder.name === "pair_ranker") await expect(fit).rejects.toThrow(/MODELING_TARGET/);
      else expect((await fit).find([ask("question")], { k: 2 }).items).toEqual(Int32Array.of(0, -1));
    });
  },
);

test("the pair ranker puts what asks the same above what shares the words, and knows new questions at once", async () => {
  const finder = pairRanker({
    query: ["text"],
    document: "text",
    learning: { rounds: 60, leastPairs: 2 },
    comparison: { dimensions: 20 },
    answered: 0.1,
  });
  const model = await finder.fit(examples, { seed: 1 });
  const { items } = model.find([ask("How much does a violin cost?")], {
    k: 1,
    allow: (item) => texts[item] !== "How much does a violin cost?",
  });
  expect(texts[items[0] ?? -1]).toBe("What is the price of a violin");
  const shared = await pairRanker({ ...finder.settings, answered: 1 } as never).fit(examples, { seed: 1 });
  const [rare = 1] = model.probabilities(ask("How much does a violin cost?"), Int32Array.of(items[0] ?? 0));
  const [usual = 0] = shared.probabilities(ask("How much does a violin cost?"), Int32Array.of(items[0] ?? 0));
  expect(rare).toBeLessThan(usual);
  const number = model.add("Is a zebra a horse?");
  expect(model.find([ask("zebra horse")], { k: 1 }).items[0]).toBe(number);
  model.remove(number);
  expect([...model.find([ask("zebra horse")], { k: 5 }).items]).not.toContain(number);
});
