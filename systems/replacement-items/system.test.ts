import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSystem } from "millwright";
import { afterAll, describe, expect, it } from "vitest";
import beauty from "./beauty.ts";
import { chanceOfAcceptance } from "./chance-of-acceptance.ts";
import { isSafe, type KnownItem, proposeReplacements } from "./propose-replacements.ts";
import sessions from "./sessions.ts";
import { sameCompany } from "./similar-by-need.ts";
import { simulateShop } from "./simulator.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "replacement-items-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "replacement-items");

/** A shop with a model that knows what is bought along, built without the mill. */
async function openShop() {
  const shop = simulateShop(3);
  const ids = shop.catalogue.map(({ id }) => id);
  const code = new Map(ids.map((id, place) => [id, place]));
  const codes = (all: readonly string[]): Int32Array => Int32Array.from(all, (id) => code.get(id) ?? 0);
  const along = { askers: codes(shop.boughtAlong.map(({ listed }) => listed)), items: codes(shop.boughtAlong.map(({ owner }) => owner)) };
  const views = { askers: codes(shop.views.map(({ item }) => item)), items: codes(shop.views.map(({ replacement }) => replacement)) };
  const related = { owners: { askers: { ids }, events: along } };
  const model = await sameCompany.fit({ catalogue: { ids }, askers: { ids }, events: views, related, sameIds: true }, { seed: 1 });
  const right = ids.map((id) => shop.views.flatMap(({ item, replacement }) => (item === id ? [code.get(replacement) ?? -1] : [])));
  const chance = chanceOfAcceptance(model, { items: [...ids.keys()], right });
  return { shop, model, chance };
}

describe("proposeReplacements", () => {
  it("offers what is in stock, safe, of the same need and not in the basket, with chance, reason and price difference", async () => {
    const { shop, model, chance } = await openShop();
    const wanted = shop.catalogue.find(({ category }) => category === "rice") ?? shop.catalogue[0];
    const state = { items: shop.catalogue, inStock: () => true };
    const all = proposeReplacements(model, chance, state, { itemId: wanted?.id ?? "", k: 5 });
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
    expect(proposeReplacements(model, chance, gone, { itemId: wanted?.id ?? "" }).replacements.map(({ id }) => id)).not.toContain(
      first?.id,
    );
    const basket = [first?.id ?? ""];
    expect(proposeReplacements(model, chance, state, { itemId: wanted?.id ?? "", basket }).replacements.map(({ id }) => id)).not.toContain(
      first?.id,
    );
  });

  it("sends to the category where nothing may be offered, and for an item that it does not know", async () => {
    const { shop, model, chance } = await openShop();
    const empty = { items: shop.catalogue, inStock: () => false };
    expect(proposeReplacements(model, chance, empty, { itemId: shop.catalogue[0]?.id ?? "" })).toEqual({
      replacements: [],
      fallback: "category",
    });
    expect(proposeReplacements(model, chance, empty, { itemId: "nobody" })).toEqual({ replacements: [], fallback: "category" });
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
    "has more than the peer's Markov chain with transitions alone on Beauty",
    { timeout: 300_000 },
    async () => {
      const source = beauty.data.published?.(folder ?? "") ?? beauty.data.sample(0);
      const report = await runSystem(beauty, { source, seed: 0, directory, only: ["transitions"] });
      expect(report.data.split.test).toBe(22_363);
      expect(report.test["hit_at_10"]?.value).toBeGreaterThan(0.095);
      expect(report.test["ndcg_at_10"]?.value).toBeGreaterThan(0.06);
    },
  );
});
