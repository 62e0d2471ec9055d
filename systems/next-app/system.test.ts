import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contextRanker, type FindRequest, type FittedFinder, random, runSystem, Table } from "millwright";
import { afterAll, describe, expect, it, vi } from "vitest";
import frappe from "./frappe.ts";
import { simulateUnlocks, type Unlock } from "./simulator.ts";
import system from "./system.ts";
import { chanceOfAtLeast, decideDisplay, whenToShow } from "./when-to-show.ts";

// Runs of the mill take their time on a machine that does other work.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const directory = mkdtempSync(join(tmpdir(), "next-app-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "next-app");
const columns = ["daytime", "weekend", "place", "headphones", "previous"] as const;

/** Categories of a column. */
function coded(values: readonly string[]) {
  const dictionary = [...new Set(values)];
  const codes = new Map(dictionary.map((value, code) => [value, code]));
  return { dictionary, codes: Int32Array.from(values, (value) => codes.get(value) ?? -1) };
}

/** What the first suggestion says in each moment, and whether it was right. */
function judge(model: FittedFinder, unlocks: readonly Unlock[], apps: readonly string[], users: readonly string[]) {
  const requests = unlocks.map(
    (unlock): FindRequest => ({ asker: users.indexOf(unlock.user), history: new Int32Array(0), context: { ...unlock } }),
  );
  const lists = model.find(requests, { k: 1 });
  return { p: lists.scores, right: unlocks.map(({ app }, row) => apps[lists.items[row] ?? -1] === app) };
}

describe("the simulator of phones", () => {
  it("gives the same days for the same seed, in order of time", () => {
    const unlocks = simulateUnlocks({ users: 5, days: 8 }, random(2));
    expect(simulateUnlocks({ users: 5, days: 8 }, random(2))).toEqual(unlocks);
    expect(unlocks.every((one, at) => at === 0 || one.time >= (unlocks[at - 1]?.time ?? one.time))).toBe(true);
  });
});

describe("when to show", () => {
  it("proves a precision by an exact test", () => {
    expect(chanceOfAtLeast(2, 2, 0.9)).toBeCloseTo(0.81, 12);
    expect(chanceOfAtLeast(0, 5, 0.9)).toBeCloseTo(1, 12);
    expect(chanceOfAtLeast(3, 4, 0.5)).toBeCloseTo(5 / 16, 12);
  });

  it("finds the threshold above which answers are right, and none where they are not", () => {
    const p = Float64Array.from({ length: 2000 }, (_, i) => 1 - i / 2000);
    const right = Array.from(p, (value, i) => (value > 0.5 ? i % 50 !== 0 : i % 2 === 0));
    const found = whenToShow(p, right);
    expect(found.coverage).toBeGreaterThan(0.45);
    expect(found.coverage).toBeLessThan(0.62);
    expect(found.precision).toBeGreaterThan(0.9);
    expect(
      whenToShow(
        p,
        right.map((_, i) => i % 10 < 8),
      ),
    ).toMatchObject({ threshold: Number.POSITIVE_INFINITY, coverage: 0 });
  });

  it("shows a luckless threshold in no more than the risk of cases", () => {
    const draw = random(4);
    let wrong = 0;
    for (let world = 0; world < 200; world++) {
      const right = Array.from({ length: 400 }, () => draw.next() < 0.88);
      if (
        whenToShow(
          Float64Array.from(right, () => draw.next()),
          right,
        ).coverage > 0
      )
        wrong++;
    }
    expect(wrong / 200).toBeLessThan(0.06);
  });

  it("shows nothing where it is unsure, where an app is not for a lock screen, and sometimes to learn", () => {
    const list = [
      { app: "bank", p: 0.95 },
      { app: "mail", p: 0.03 },
    ];
    expect(decideDisplay(list, { threshold: 0.9 }, 0.5)).toEqual({ app: "bank", p: 0.95, others: ["mail"], why: "sure" });
    expect(decideDisplay(list, { threshold: 0.96 }, 0.5).why).toBe("not sure");
    expect(decideDisplay(list, { threshold: 0.9, hidden: new Set(["bank"]) }, 0.5).why).toBe("hidden on the lock screen");
    expect(decideDisplay(list, { threshold: 0.9 }, 0.01)).toMatchObject({ app: undefined, why: "withheld" });
    expect(decideDisplay([], { threshold: 0.9 }, 0.5)).toMatchObject({ app: undefined, p: 0 });
  });
});

describe("next-app on made-up phones", () => {
  it("is right nine times in ten where it shows something, and shows something in every second moment", async () => {
    const unlocks = simulateUnlocks({ users: 20, days: 56 }, random(6));
    const [train, chosen] = [Math.floor(0.65 * unlocks.length), Math.floor(0.8 * unlocks.length)];
    const learned = unlocks.slice(0, train);
    const [user, app] = [coded(learned.map((one) => one.user)), coded(learned.map((one) => one.app))];
    const table = Object.fromEntries(
      columns.map((column) => [column, { kind: "category" as const, ...coded(learned.map((one) => String(one[column]))) }]),
    );
    const finder = contextRanker({ columns, events: 5000, rounds: 80, folds: 5, popular: 20, companions: 20 });
    const model = await finder.fit(
      {
        catalogue: { ids: app.dictionary },
        askers: { ids: user.dictionary },
        events: { askers: user.codes, items: app.codes, table: new Table("unlocks", table) },
      },
      { seed: 1 },
    );
    const validation = judge(model, unlocks.slice(train, chosen), app.dictionary, user.dictionary);
    const { threshold } = whenToShow(validation.p, validation.right);
    const test = judge(model, unlocks.slice(chosen), app.dictionary, user.dictionary);
    const shown = [...test.p.keys()].filter((row) => (test.p[row] ?? 0) >= threshold);
    const hits = shown.filter((row) => test.right[row]).length;
    expect(shown.length / test.p.length).toBeGreaterThanOrEqual(0.5);
    expect(hits / shown.length).toBeGreaterThanOrEqual(0.9);
  });

  it("climbs its ladder", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, onEvent: () => undefined });
    const hit = (name: string): number => report.ladder.find(({ candidate }) => candidate === name)?.validation["hit_at_1"]?.value ?? 0;
    expect(hit("like moments")).toBeGreaterThan(hit("own favourites") + 0.1);
    expect(report.test["hit_at_1"]?.value).toBeGreaterThan(0.5);
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
