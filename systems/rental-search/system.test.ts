import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { rowSchemaOf } from "millwright/data";
import { afterAll, describe, expect, it } from "vitest";
import { bristol } from "./bristol.ts";
import { rentalRow } from "./rental-row.ts";
import { fits, type Offer, searchRentals } from "./search.ts";
import { simulateListings } from "./simulator.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "rental-search-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = join(process.env["MILLWRIGHT_DATA"] ?? "absent", "rental-search");

const free = new Set([100, 101, 102, 103]);
const offer = (id: number, more: Partial<Offer> = {}): Offer => ({
  id: `l${id}`,
  host: `h${id}`,
  latitude: 51.45,
  longitude: -2.59,
  price: 80,
  accommodates: 2,
  minimumNights: 1,
  maximumNights: 30,
  free,
  shown: 1000,
  ...more,
});
const search = { latitude: 51.45, longitude: -2.59, from: 100, nights: 3, guests: 2 };
const byId = async (offers: readonly Offer[]): Promise<number[]> => offers.map(({ id }) => -Number(id.slice(1)));

describe("a search", () => {
  it("never shows what is taken, too small, too dear, without a price or for other lengths of stay", () => {
    expect(fits(offer(1), search)).toBe(true);
    expect(fits(offer(1, { free: new Set([100, 102]) }), search)).toBe(false);
    expect(fits(offer(1, { accommodates: 1 }), search)).toBe(false);
    expect(fits(offer(1), { ...search, mostPrice: 79 })).toBe(false);
    expect(fits(offer(1, { price: null }), search)).toBe(false);
    expect(fits(offer(1, { minimumNights: 4 }), search)).toBe(false);
  });

  it("shows two of a host at most", async () => {
    const offers = Array.from({ length: 30 }, (_, id) => offer(id, { host: id < 10 ? "one" : `h${id}` }));
    const { results, total } = await searchRentals(search, offers, byId, { seed: 1, explorePlace: 0 });
    expect(total).toBe(30);
    expect(results).toHaveLength(10);
    expect(results.filter((found) => found.offer.host === "one").map((found) => found.offer.id)).toEqual(["l0", "l1"]);
  });

  it("widens the radius where too few fit, and says so", async () => {
    const offers = Array.from({ length: 12 }, (_, id) => offer(id, id < 4 ? {} : { latitude: 51.5 }));
    const found = await searchRentals(search, offers, byId, { seed: 1 });
    expect([found.total, found.radiusKm, found.widened]).toEqual([12, 10, true]);
    expect(await searchRentals(search, [], byId, { seed: 1 })).toMatchObject({ total: 0, results: [] });
  });

  it("gives one place to a listing that few have seen", async () => {
    const offers = [...Array.from({ length: 20 }, (_, id) => offer(id)), offer(98, { shown: 0 }), offer(99, { shown: 3 })];
    const { results } = await searchRentals(search, offers, byId, { seed: 1 });
    expect(results.map(({ exploring }) => exploring).indexOf(true)).toBe(6);
    expect(["l98", "l99"]).toContain(results[6]?.offer.id);
    expect(results.filter(({ exploring }) => exploring)).toHaveLength(1);
  });
});

describe("rental-search", () => {
  it("climbs its ladder on the sample: what is learned orders better than both rules, and serves the same", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, only: ["linear pairs"] });
    const value = (name: string): number => report.ladder.find(({ candidate }) => candidate === name)?.validation["ndcg_at_10"]?.value ?? 0;
    expect(report.chosen).toBe("linear pairs");
    expect(value("linear pairs")).toBeGreaterThan(Math.max(value("cheapest first"), value("superhosts, then the best equipped")) + 0.05);
    const model = await loadModel(report.package.path);
    const rows = simulateListings(1, 12, 3).map(({ part: _, grade: __, listing: ___, host: ____, ...row }) => row);
    expect((await model.predict(rows)).map(({ prediction }) => Number.isFinite(prediction))).toEqual(Array(12).fill(true));
    await model.close();
  });

  it.skipIf(!existsSync(folder))("reads Bristol as the published protocol does: 34 places, 860 listings to be judged", async () => {
    const { table } = await bristol(folder).read(rowSchemaOf(rentalRow), { seed: 1 });
    const part = table.column("part", "category");
    expect(table.column("place", "category").dictionary).toHaveLength(34);
    expect([...part.codes].filter((code) => part.dictionary[code] === "test")).toHaveLength(860);
  });
});
