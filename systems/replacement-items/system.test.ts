import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { answerChance, loadCatalogue, runSystem } from "millwright";
import { afterAll, describe, expect, it } from "vitest";
import beauty from "./beauty.ts";
import { transitions } from "./next-item.ts";
import { isSafe, type KnownItem, proposeReplacements } from "./propose-replacements.ts";
import sessions from "./sessions.ts";
import { sameCompany } from "./similar-by-need.ts";
import { simulateShop } from "./simulator.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "replacement-items-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "replacement-items");

/** Everybody's events but the last one, and every fifth customer's last item to be found. */
function beautyWithoutLast(file: string) {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split("\n");
  const sequences = lines.map((line) => Int32Array.from(line.split(" ").slice(1), Number));
  const size = 1 + sequences.reduce((most, items) => Math.max(most, ...items), 0);
  const histories = sequences.map((items) => items.subarray(0, -1));
  const ids = (count: number): string[] => Array.from({ length: count }, (_, code) => String(code));
  const events = {
    askers: Int32Array.from(histories.flatMap((items, asker) => Array.from(items, () => asker))),
    items: Int32Array.from(histories.flatMap((items) => [...items])),
  };
  const asked = [...sequences.keys()].filter((asker) => asker % 5 === 0);
  return {
    examples: { catalogue: { ids: ids(size) }, askers: { ids: ids(sequences.length) }, events },
    requests: asked.map((asker) => ({ asker, history: histories[asker] ?? new Int32Array() })),
    targets: asked.map((asker) => sequences[asker]?.at(-1) ?? -1),
  };
}

/** A shop with a model that knows what is bought along, built without the mill. */
async function openShop() {
  const shop = simulateShop(3);
  const ids = shop.catalogue.map(({ id }) => id);
  const code = new Map(ids.map((id, place) => [id, place]));
  const codes = (all: readonly string[]): Int32Array => Int32Array.from(all, (id) => code.get(id) ?? 0);
  const along = { askers: codes(shop.boughtAlong.map(({ listed }) => listed)), items: codes(shop.boughtAlong.map(({ owner }) => owner)) };
  const views = { askers: codes(shop.views.map(({ item }) => item)), items: codes(shop.views.map(({ replacement }) => replacement)) };
  const related = { owners: { askers: { ids }, events: along } };
  const model = await answerChance(sameCompany).fit(
    { catalogue: { ids }, askers: { ids }, events: views, related, sameIds: true },
    { seed: 1 },
  );
  return { shop, model };
}

describe("proposeReplacements", () => {
  it("offers what is in stock, safe, of the same need and not in the basket, with chance, reason and price difference", async () => {
    const { shop, model } = await openShop();
    const wanted = shop.catalogue.find(({ category }) => category === "rice") ?? shop.catalogue[0];
    const state = { items: shop.catalogue, inStock: () => true };
    const all = proposeReplacements(model, state, { itemId: wanted?.id ?? "", k: 5 });
    expect(all.replacements.length).toBeGreaterThan(2);
    const [first] = all.replacements;
    const item = shop.catalogue.find(({ id }) => id === first?.id);
    expect(item?.category).toBe("rice");
    expect(first?.p).toBeGreaterThan(0);
    expect(first?.p).toBeLessThan(1);
    expect(first?.why).not.toBe("");
    expect(first?.priceDelta).toBeCloseTo((item?.price ?? 0) - (wanted?.price ?? 0), 6);
    const chances = all.replacements.map(({ p }) => p);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    const gone = { ...state, inStock: (id: string): boolean => id !== first?.id };
    expect(proposeReplacements(model, gone, { itemId: wanted?.id ?? "" }).replacements.map(({ id }) => id)).not.toContain(first?.id);
    const basket = [first?.id ?? ""];
    expect(proposeReplacements(model, state, { itemId: wanted?.id ?? "", basket }).replacements.map(({ id }) => id)).not.toContain(
      first?.id,
    );
  });

  it("sends to the category where nothing may be offered, and for an item that it does not know", async () => {
    const { shop, model } = await openShop();
    const empty = { items: shop.catalogue, inStock: () => false };
    expect(proposeReplacements(model, empty, { itemId: shop.catalogue[0]?.id ?? "" })).toEqual({
      replacements: [],
      fallback: "category",
    });
    expect(proposeReplacements(model, empty, { itemId: "nobody" })).toEqual({ replacements: [], fallback: "category" });
  });
});

describe("isSafe", () => {
  const item: KnownItem = { id: "a", category: "drink", name: "A", price: 1, size: 500, allergens: "gluten" };

  it("refuses an allergen that the wanted item is free of, or that is to be avoided, and what is not known", () => {
    expect(isSafe(item, { ...item, id: "b" })).toBe(true);
    expect(isSafe(item, { ...item, allergens: "" })).toBe(true);
    expect(isSafe(item, { ...item, allergens: "gluten milk" })).toBe(false);
    expect(isSafe(item, { ...item, allergens: "gluten" }, ["gluten"])).toBe(false);
    expect(isSafe(item, { ...item, allergens: null })).toBe(false);
  });

  it("refuses a size of more than twice or less than half", () => {
    expect(isSafe(item, { ...item, size: 1000 })).toBe(true);
    expect(isSafe(item, { ...item, size: 1001 })).toBe(false);
    expect(isSafe(item, { ...item, size: 240 })).toBe(false);
  });
});

describe("replacement-items", () => {
  it("climbs its ladder on the simulated shop, and finds items of the same need", { timeout: 60_000 }, async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory });
    expect(["same company", "like items' answers", "all signals"]).toContain(report.chosen);
    expect(report.test["recall_at_10"]?.value).toBeGreaterThan(0.4);
    expect(report.ladder.map(({ candidate }) => candidate)).toContain("all signals, without its own list");

    const { reply, allow } = system.serving ?? {};
    const rules = { ...(reply === undefined ? {} : { reply }), ...(allow === undefined ? {} : { allow }) };
    const model = await loadCatalogue(report.package.path, rules);
    const shelf = new Map(simulateShop(1).catalogue.map((item) => [item.id, item]));
    const wanted = [...shelf.values()].find(({ category }) => category === "pasta");
    const ask = (exclude: readonly string[]) => model.find(model.check({ item: wanted?.id ?? "", exclude }, "query")).items;
    const offered = ask([]);
    expect(offered.length).toBeGreaterThan(2);
    for (const { id, p, why, priceDelta } of offered) {
      const other = shelf.get(id);
      expect(wanted !== undefined && other !== undefined && isSafe(wanted, other)).toBe(true);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1);
      expect(why).toEqual(expect.any(String));
      expect(priceDelta).toBeCloseTo((other?.price ?? 0) - (wanted?.price ?? 0), 2);
    }
    const [first] = offered;
    expect(ask([first?.id ?? ""]).map(({ id }) => id)).not.toContain(first?.id);
    await model.close();
  });

  it.each([
    [beauty, 0.3],
    [sessions, 0.4],
  ] as const)("runs on its sample: %#", { timeout: 60_000 }, async (one, least) => {
    const report = await runSystem(one, { source: one.data.sample(1), seed: 1, directory });
    const hit = report.test["hit_at_10"] ?? report.test["hit_at_20"];
    expect(hit?.value).toBeGreaterThan(least);
  });

  it.skipIf(folder === undefined)(
    "has more than the peer's Markov chain with transitions alone, over a fifth of the customers of Beauty",
    { timeout: 60_000 },
    async () => {
      const { examples, requests, targets } = beautyWithoutLast(join(folder ?? "", "s3rec/Beauty.txt.gz"));
      const model = await transitions.fit(examples, { seed: 0 });
      const { items } = model.find(requests, { k: 10, allow: (item, { history }) => !history.includes(item) });
      const hits = targets.filter((target, row) => items.subarray(10 * row, 10 * row + 10).includes(target)).length;
      expect(targets.length).toBe(4473);
      expect(hits / targets.length).toBeGreaterThan(0.0905);
    },
  );
});
