import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadModel, random, runSystem } from "millwright";
import { rowSchemaOf } from "millwright/data";
import { backtest } from "millwright/mill";
import { afterAll, describe, expect, it } from "vitest";
import { breakEvenGrowth, chanceAbove, decide, decideOffer, usualTerms } from "./decide.ts";
import metro from "./metro.ts";
import { factsOf, monthEnd, simulateMetros, simulateSeries } from "./simulated-metros.ts";

const directory = mkdtempSync(join(tmpdir(), "metro-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "house-price");

describe("decideOffer", () => {
  const growth = { middle: 0.04, low: -0.02, high: 0.1 };
  const worth = { middle: 400_000, low: 330_000, high: 480_000 };

  it("breaks even where growth pays for costs and hurdle: 5 % − 3.5 % rent + 8 % fees over 5 years", () => {
    expect(breakEvenGrowth(usualTerms)).toBeCloseTo(0.031, 12);
  });

  it("takes the range as the middle eighty per cent of a normal", () => {
    expect(chanceAbove(-0.02, growth)).toBeCloseTo(0.9, 6);
    expect(chanceAbove(0.04, growth)).toBeCloseTo(0.5, 6);
    expect(chanceAbove(0.03, { middle: 0.031, low: 0.031, high: 0.031 })).toBe(1);
    expect([0.7, 0.5, 0.3].map((chance) => decide(chance, usualTerms))).toEqual(["buy", "hold", "avoid"]);
  });

  it("buys up to a price, and not above it", () => {
    const { buyUpTo } = decideOffer({ asked: 400_000, worth, growth });
    expect(buyUpTo).toBeLessThan(400_000);
    expect(decideOffer({ asked: buyUpTo * 0.999, worth, growth }).decision).toBe("buy");
    expect(decideOffer({ asked: buyUpTo * 1.001, worth, growth }).decision).toBe("hold");
    expect(decideOffer({ asked: 500_000, worth, growth }).decision).toBe("avoid");
  });

  it("asks for a lower price where the valuation is less sure", () => {
    const unsure = { ...worth, low: 250_000, high: 640_000 };
    const [sure, wide] = [worth, unsure].map((each) => decideOffer({ asked: 400_000, worth: each, growth }).buyUpTo);
    expect(wide).toBeLessThan(sure ?? 0);
  });
});

describe("house-price/metro", () => {
  it("simulates the same areas for the same seed", () => {
    expect(simulateMetros(6, 2)).toEqual(simulateMetros(6, 2));
    expect(simulateMetros(6, 2)).not.toEqual(simulateMetros(6, 3));
  });

  it("computes the same facts in the published file's query as the simulator does", async () => {
    const all = simulateSeries(7, 160, random(5));
    const months = Array.from({ length: 160 }, (_, month) => month);
    // The file has a row for the nation, in which no area counts twice.
    const nation = Float64Array.from(months, (month) => 11.5 + 0.004 * month);
    const line = (name: string, kind: string, state: string, logs: Float64Array): string =>
      [1, 1, `"${name}"`, kind, state, ...Array.from(logs, (log) => Math.exp(log))].join();
    const head = [
      "RegionID",
      "SizeRank",
      "RegionName",
      "RegionType",
      "StateName",
      ...months.map((m) => monthEnd(m).toISOString().slice(0, 10)),
    ];
    const lines = [
      head.join(),
      line("Nation", "country", "", nation),
      ...all.map((one) => line(one.metro, "msa", one.state, one.logPrice)),
    ];
    writeFileSync(join(directory, "zillow_metro_zhvi_to_2023-12.csv.gz"), gzipSync(`${lines.join("\n")}\n`));
    const read = await metro.data.published?.(directory).read(rowSchemaOf(metro.row), { seed: 0 });
    const quarters = months.filter((month) => month % 3 === 2 && month >= 12 && month + 12 < 160);
    const byName = all.toSorted((a, b) => (a.metro < b.metro ? -1 : 1));
    const expected = quarters.flatMap((month) => byName.map((one) => factsOf(one, all, nation, month)));
    expect(read?.table.rows).toBe(expected.length);
    for (const [at, facts] of expected.entries()) {
      const row = read?.table.row(at) ?? {};
      for (const [name, value] of Object.entries(facts)) {
        if (typeof value === "number") expect(row[name], `${name} in row ${at}`).toBeCloseTo(value, 9);
        else expect(row[name], `${name} in row ${at}`).toEqual(value);
      }
    }
  });

  it("climbs its ladder on simulated areas and answers with a range and a decision", async () => {
    const report = await runSystem(metro, { source: metro.data.sample(1), seed: 1, directory });
    expect(["constant", "no change", "last year's change", "the area's own mean"]).not.toContain(report.chosen);
    expect(report.test["buying_gain"]?.low).toBeGreaterThan(0);
    const model = await loadModel(report.package.path);
    const area = model.manifest.signature.example ?? {};
    const [reply] = await model.predict([area]);
    expect(reply?.low).toBeLessThan(reply?.high ?? 0);
    await model.close();
  });

  it.skipIf(folder === undefined)("beats no change and last year's change from 2006 to 2022, counted by years", async () => {
    const found = await backtest(metro, {
      source: metro.data.published?.(folder ?? "") ?? metro.data.sample(0),
      seed: 0,
      only: ["momentum"],
    });
    expect(found.origins.length).toBe(17);
    expect(found.mean["momentum"]?.["mae"]?.value).toBeLessThan(0.04);
    expect(found.mean["momentum"]?.["rank_correlation_within_month"]?.value).toBeGreaterThan(0.5);
    expect(found.gain["momentum"]?.difference.high).toBeLessThan(0);
  });
});
