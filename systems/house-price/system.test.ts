import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { afterAll, describe, expect, it } from "vitest";
import ames from "./ames.ts";
import { medianBy } from "./median-by.ts";
import { simulateSales } from "./simulator.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "house-price-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "house-price");
const withoutTimes = ({ name }: { name: string }): boolean => !name.includes("latency");

describe("medianBy", () => {
  it("gives the middle of each group, and of all values for an unknown one", () => {
    const median = medianBy(["a", "a", "a", "b"], [3, 1, 2, 10]);
    expect([median("a"), median("b"), median("c")]).toEqual([2, 10, 3]);
  });
});

describe("house-price", () => {
  it("simulates the same sales for the same seed", () => {
    expect(simulateSales(50, 2)).toEqual(simulateSales(50, 2));
    expect(simulateSales(50, 2)).not.toEqual(simulateSales(50, 3));
  });

  it("climbs its ladder on the simulated town, and answers with a range", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory });
    expect(report.chosen).toBe("ridge");
    expect(report.test["rmsle"]?.value).toBeLessThan(0.2);
    const { interval_coverage: coverage } = report.test;
    expect(coverage?.value).toBeGreaterThan(0.85);
    const model = await loadModel(report.package.path);
    const home = model.manifest.signature.example ?? {};
    const [usual, huge] = await model.predict([home, { ...home, sqft_living: 49_000, sqft_lot: 5_000_000 }]);
    expect(usual?.low).toBeLessThan(usual?.prediction ?? 0);
    expect(usual?.high).toBeGreaterThan(usual?.prediction ?? 0);
    expect(huge?.prediction).toBeLessThan(10 * (usual?.prediction ?? 0));
    await model.close();
  });

  it.skipIf(folder === undefined)("reaches its requirements on King County", { timeout: 300_000 }, async () => {
    const source = system.data.published?.(folder ?? "") ?? system.data.sample(0);
    const report = await runSystem(system, { source, seed: 0, directory });
    expect([report.data.split.final, report.data.split.test]).toEqual([16_847, 4_750]);
    expect(report.requirements.filter(withoutTimes).every(({ met }) => met)).toBe(true);
    expect(report.chosen).toBe("boosted trees");
    expect(report.test["rmsle"]?.value).toBeLessThan(0.173);
  });
});

describe("house-price/ames", () => {
  it("climbs its ladder on an authored town", async () => {
    const report = await runSystem(ames, { source: ames.data.sample(1), seed: 1, directory });
    expect(report.chosen).toBe("ridge");
    expect(report.test["rmsle"]?.value).toBeLessThan(0.2);
  });

  it.skipIf(folder === undefined)("does not explode on the largest homes of Ames", { timeout: 300_000 }, async () => {
    const source = ames.data.published?.(folder ?? "") ?? ames.data.sample(0);
    const report = await runSystem(ames, { source, seed: 0, directory });
    expect(report.test["rmsle"]?.value).toBeLessThan(0.15);
    expect(report.test["rmse"]?.value).toBeLessThan(40_000);
  });
});
