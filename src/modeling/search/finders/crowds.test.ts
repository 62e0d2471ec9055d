import { describe, expect, test, vi } from "vitest";
import { Table } from "../../../data/index.ts";
import type { FindRequest } from "../../finding/finder.ts";
import { TextIndex } from "../lexical/text-index.ts";
import { Crowds } from "./crowds.ts";
import { LexicalMix } from "./lexical-mix.ts";
import { type FittedPairRanker, pairRanker, restorePairRanker } from "./pair-ranker.ts";

const subjects = ["bread", "violin", "passport", "tomato", "laptop", "garden", "visa", "guitar", "budget", "marathon"];
const texts = subjects.flatMap((subject) => [
  `How do I start with a ${subject}?`,
  `What is the best way to begin with a ${subject}`,
  `How much does a ${subject} cost?`,
  `What is the price of a ${subject}`,
]);

function mixOf(documents: readonly string[]): LexicalMix {
  const mix = new LexicalMix([{ weighting: { kind: "tfidf" } }], 0);
  mix.addAll(documents.map((text) => ({ text })));
  return mix;
}

/** Mean of the eight best scores of all others, and the best. */
function byHand({ indexes: [index] }: LexicalMix, document: number): readonly [number, number] {
  const scores = Array.from(index?.scores(texts[document] ?? "") ?? []);
  const nearest = scores.filter((_, other) => other !== document).sort((a, b) => b - a);
  return [nearest.slice(0, 8).reduce((sum, score) => sum + score, 0) / 8, nearest[0] ?? 0];
}

function fit(): Promise<FittedPairRanker> {
  const table = new Table("questions", new Map([["text", { kind: "text", values: texts } as const]]));
  const catalogue = { ids: texts.map((_, n) => `q${n}`), table };
  const askers = Int32Array.from(texts.keys()).filter((row) => row % 2 === 0);
  const settings = { query: ["text"], document: "text", learning: { rounds: 20, leastPairs: 2 }, comparison: { dimensions: 8 } };
  const examples = { catalogue, askers: { ids: catalogue.ids }, events: { askers, items: askers.map((row) => row + 1) } };
  return pairRanker(settings).fit(examples, { seed: 1 });
}

const ask = (text: string): FindRequest => ({ asker: -1, history: new Int32Array(0), context: { text } });
const drafts = [...texts, "price of a guitar in a garden", "zebra and violin", ""].map(ask);

/** Searches for neighbours while something is done. */
function searchesIn(work: () => unknown): number {
  const search = vi.spyOn(TextIndex.prototype, "search");
  try {
    work();
    return search.mock.calls.length;
  } finally {
    search.mockRestore();
  }
}

describe("crowds", () => {
  test("are the mean of the eight nearest others and the nearest, to the bit", async () => {
    const mix = mixOf(texts);
    const crowds = await Crowds.measure(mix, texts, {});
    for (const document of texts.keys()) expect(crowds.of(document)).toEqual(byHand(mix, document));
    expect(crowds.of(0)[1]).toBeGreaterThan(0);
  });

  test("of a document that comes later are measured as it comes, and stay the same in a file", async () => {
    const mix = mixOf(texts);
    const crowds = await Crowds.measure(mix, texts, {});
    mix.add({ text: "How much does a violin cost?" });
    crowds.add("How much does a violin cost?");
    expect(crowds.of(texts.length)[1]).toBeGreaterThan(0.5);
    const restored = Crowds.restore(mix, crowds.save());
    for (const document of [...texts.keys(), texts.length]) expect(restored.of(document)).toEqual(crowds.of(document));
  });

  test("a file without them, or with too few, is refused", async () => {
    const mix = mixOf(texts);
    expect(() => Crowds.restore(mix, {})).toThrow(/MODELING_INDEX_INVALID/);
    expect(() => Crowds.restore(mix, { crowds: new Float64Array(2) })).toThrow(/MODELING_INDEX_INVALID/);
  });

  test("measuring stops when asked to", async () => {
    await expect(Crowds.measure(mixOf(texts), texts, { signal: AbortSignal.abort() })).rejects.toThrow(/MODELING_ABORTED/);
  });
});

describe("a pair ranker", () => {
  test("answers its first request without a search for neighbours, fresh and restored the same to the bit", async () => {
    const fresh = await fit();
    const restored = restorePairRanker(fresh.save());
    expect(searchesIn(() => fresh.find(drafts, { k: 5 }))).toBe(0);
    expect(searchesIn(() => restored.find(drafts, { k: 5 }))).toBe(0);
    expect(restored.find(drafts, { k: 5 })).toEqual(fresh.find(drafts, { k: 5 }));
    // In another order, hence with other things remembered.
    const one = drafts.toReversed().map((draft) => restored.find([draft], { k: 5 }).scores);
    expect(one).toEqual(drafts.toReversed().map((draft) => fresh.find([draft], { k: 5 }).scores));
  });

  test("searches once for a new document, when it comes, and not for the requests that find it", async () => {
    const model = await fit();
    expect(searchesIn(() => model.add("Is a zebra a horse?"))).toBe(1);
    expect(searchesIn(() => model.find([ask("zebra horse")], { k: 3 }))).toBe(0);
    model.remove(0);
    expect(searchesIn(() => model.find(drafts, { k: 3 }))).toBe(0);
    expect(restorePairRanker(model.save()).find([ask("zebra horse")], { k: 1 }).items[0]).toBe(texts.length);
  });
});
