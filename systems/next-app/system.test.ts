import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalogue, random, runSystem } from "millwright";
import { afterAll, describe, expect, it, vi } from "vitest";
import frappe from "./frappe.ts";
import { simulateUnlocks } from "./simulator.ts";
import system from "./system.ts";

// Runs of the mill take their time on a machine that does other work.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const directory = mkdtempSync(join(tmpdir(), "next-app-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "next-app");
describe("the simulator of phones", () => {
  it("gives the same days for the same seed, in order of time", () => {
    const unlocks = simulateUnlocks({ users: 5, days: 8 }, random(2));
    expect(simulateUnlocks({ users: 5, days: 8 }, random(2))).toEqual(unlocks);
    expect(unlocks.every((one, at) => at === 0 || one.time >= (unlocks[at - 1]?.time ?? one.time))).toBe(true);
  });
});

describe("next-app on made-up phones", () => {
  it("is right nine times in ten where it shows something, which is in every second moment at least", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, onEvent: () => undefined });
    const hit = (name: string): number => report.ladder.find(({ candidate }) => candidate === name)?.validation["hit_at_1"]?.value ?? 0;
    expect(hit("like moments")).toBeGreaterThan(hit("own favourites") + 0.1);
    expect(report.test["precision_when_shown"]?.value).toBeGreaterThanOrEqual(0.9);
    expect(report.test["shown_share"]?.value).toBeGreaterThanOrEqual(0.5);

    const phone = await loadCatalogue(report.package.path);
    // The last days of the very phones that the sample holds.
    const moments = simulateUnlocks({ users: 20, days: 42 }, random(1).fork("simulate six weeks of phones")).slice(-300);
    const answers = moments.map(({ user, daytime, weekend, place, headphones, previous }) =>
      phone.find(phone.check({ user, daytime, weekend, place, headphones, previous, k: 1, explain: false }, "query")),
    );
    expect(answers.filter(({ shown }) => shown).length).toBeGreaterThan(150);
    expect(answers.some(({ withheld }) => withheld === true)).toBe(true);
    expect(answers.every(({ shown, items }) => shown === items.length > 0)).toBe(true);
    const stranger = { daytime: "noon", weekend: false, place: "work", headphones: false, previous: "none" };
    expect(phone.find(phone.check({ user: "nobody", ...stranger }, "query"))).toMatchObject({ shown: false, known: false });
  });

  it("takes contexts without moments", async () => {
    const only = ["own favourites"];
    const report = await runSystem(frappe, { source: frappe.data.sample(1), seed: 1, directory, only, onEvent: () => undefined });
    expect(report.test["hit_at_1"]?.value).toBeGreaterThan(0.05);
  });

  it.skipIf(folder === undefined)("divides Frappe as published splits do, and knows most users' favourites", async () => {
    const source = frappe.data.published?.(folder ?? "") ?? frappe.data.sample(0);
    const only = ["own favourites"];
    const report = await runSystem(frappe, { source, seed: 0, directory, only, onEvent: () => undefined });
    expect(report.data.split.test).toBe(15_653);
    // Use-weighted frequency, ranked by others on the same rows: 0.1687.
    expect(report.test["hit_at_1"]?.value).toBeGreaterThan(0.15);
  });
});
