import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { prepareData } from "millwright/mill";
import { afterAll, describe, expect, it } from "vitest";
import { simulatePurchases } from "./simulator.ts";
import system from "./system.ts";
import ulb from "./ulb.ts";

const directory = mkdtempSync(join(tmpdir(), "card-fraud-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "card-fraud");
const quiet = { seed: 0, onEvent: () => undefined };

describe("the purchase simulator", () => {
  it("gives the same city for the same seed, in order of time, with a few percent of frauds", () => {
    const size = { customers: 80, terminals: 160, days: 20, from: "2018-06-11" };
    const purchases = simulatePurchases(size, 4);
    expect(simulatePurchases(size, 4)).toEqual(purchases);
    expect(simulatePurchases(size, 5)).not.toEqual(purchases);
    expect(purchases.every((one, at) => at === 0 || one.time >= (purchases[at - 1]?.time ?? one.time))).toBe(true);
    const share = purchases.filter((one) => one.fraud).length / purchases.length;
    expect(share).toBeGreaterThan(0.001);
    expect(share).toBeLessThan(0.2);
    expect(purchases.filter((one) => one.amount > 220).every((one) => one.fraud)).toBe(true);
  });
});

describe("card-fraud", () => {
  it("climbs its ladder on the simulated city, and its package prices a purchase", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, only: ["logistic"] });
    expect(report.data.simulated).toBe(true);
    expect(report.ladder.map(({ rung }) => rung)).toEqual(["random", "random", "heuristic", "simple"]);
    const constant = report.ladder.find(({ candidate }) => candidate === "constant");
    expect(report.test["average_precision"]?.value).toBeGreaterThan(10 * (constant?.validation["average_precision"]?.value ?? 1));
    const model = await loadModel(report.package.path);
    const purchase = { id: 1, time: new Date("2018-08-16T12:00Z"), customer: "C1", terminal: "T1", amount: 9000 };
    const [reply] = await model.predict([purchase]);
    expect(reply?.decision).toBe("act");
    const [small] = await model.predict([{ ...purchase, amount: 12 }]);
    expect(small?.prediction).toBeLessThan(reply?.prediction ?? 0);
    await model.close();
  });

  it.skipIf(folder === undefined)("divides the published purchases as the handbook does", async () => {
    const data = await prepareData(system, system.data.published?.(folder ?? "") ?? system.data.sample(0), quiet);
    const frauds = (truth: Float64Array): number => truth.reduce((sum, value) => sum + value, 0);
    expect([data.rows, data.final.truth.length, frauds(data.final.truth)]).toEqual([622_892, 67_240, 598]);
    expect([data.test.truth.length, frauds(data.test.truth)]).toEqual([58_264, 385]);
  });
});

describe("card-fraud/ulb", () => {
  it("climbs its ladder on simulated components", async () => {
    const report = await runSystem(ulb, { source: ulb.data.sample(1), seed: 1, directory });
    expect(report.test["roc_auc"]?.value).toBeGreaterThan(0.8);
  });

  it.skipIf(folder === undefined)("reaches its requirements on the published purchases", async () => {
    const report = await runSystem(ulb, { source: ulb.data.published?.(folder ?? "") ?? ulb.data.sample(0), seed: 0, directory });
    expect([report.data.split.train + report.data.split.validation, report.data.split.test]).toEqual([3704, 1588]);
    expect(report.requirements.filter(({ name }) => !name.includes("latency")).every(({ met }) => met)).toBe(true);
  });
});
