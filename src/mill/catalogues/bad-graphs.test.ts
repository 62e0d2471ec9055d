import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { column, edgesApart, leaveOneOut, simulate, withBeside } from "../../data/index.ts";
import type { RunReport } from "../../design/index.ts";
import { coFollow, finderCandidate, graphFinder, itemNeighbors, linkPrediction, popularity, recommendation } from "../../modeling/index.ts";
import { loadCatalogue } from "../../serving/index.ts";
import { type AnyCatalogueSystem, defineSystem } from "../../system/index.ts";
import { runSystem } from "../run-system.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mill-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (system: AnyCatalogueSystem): Promise<RunReport> => runSystem(system, { source: system.data.sample(1), seed: 1, directory });

/** A graph of follows; `accounts` stand beside it. */
function graphSystem(follows: readonly (readonly [string, string])[], accounts: readonly string[]): AnyCatalogueSystem {
  return defineSystem({
    name: "toy-follows",
    title: "Whom to follow?",
    row: z.object({ follower: column.category(), followed: column.category() }),
    setup: { goal: "Members find accounts.", requirements: [] },
    data: {
      sample: () =>
        withBeside(simulate({ name: "follows", rows: () => follows.map(([follower, followed]) => ({ follower, followed })) }), {
          catalogue: simulate({ name: "accounts", rows: () => accounts.map((account) => ({ account })) }),
        }),
      catalogue: { row: z.object({ account: column.category() }), id: "account" },
      split: edgesApart({ validation: 0.2, test: 0.2 }),
    },
    modeling: {
      task: linkPrediction({ from: "follower", to: "followed", directed: true }),
      candidates: [finderCandidate("same taste", { finder: graphFinder(coFollow()) })],
    },
  });
}

/** Loans of books, with how much each counts. */
function loansSystem(loans: readonly { reader: string; book: string; times: number }[]): AnyCatalogueSystem {
  return defineSystem({
    name: "toy-loans",
    title: "What to read?",
    row: z.object({ reader: column.category(), book: column.category(), times: column.number({ minimum: 0 }) }),
    setup: { goal: "Readers find books.", requirements: [] },
    data: { sample: () => simulate({ name: "loans", rows: () => [...loans] }), split: leaveOneOut() },
    modeling: {
      task: recommendation({ asker: "reader", item: "book", weight: "times", repeats: true }),
      candidates: [
        finderCandidate("neighbours", { finder: itemNeighbors() }),
        finderCandidate("popular", { finder: popularity(), rung: "heuristic" }),
      ],
    },
  });
}

const names = Array.from({ length: 24 }, (_, at) => `n${at}`);
const ring = names.flatMap((name, at) => [1, 2, 3, 5].map((step) => [name, names[(at + step) % 24] ?? ""] as const));

describe("odd input of a catalogue", () => {
  it("loops and double edges are judged on by nobody, and accounts without edges are kept", async () => {
    const loops = names.map((name) => [name, name] as const);
    const report = await run(graphSystem([...ring, ...loops, ...ring.slice(0, 10)], [...names, "alone", "apart"]));
    expect(report.data.catalogue).toMatchObject({ items: 26 });
    expect(report.test["auc_uniform"]?.value).toBeGreaterThanOrEqual(0);
    expect(report.test["auc_uniform"]?.value).toBeLessThanOrEqual(1);
    const served = await loadCatalogue(report.package.path);
    const { items } = served.find(served.check({ follower: "alone", k: 26 }, "query"));
    expect(items.map(({ id }) => id)).not.toContain("alone");
    expect(items.length).toBeGreaterThan(0);
    await served.record([{ asker: "alone", item: "alone", kind: "accepted", at: 0 }]);
    expect(served.find(served.check({ follower: "alone", k: 26 }, "query")).items.map(({ id }) => id)).not.toContain("alone");
  });

  it("a graph of loops alone has nothing to judge on", async () => {
    await expect(
      run(
        graphSystem(
          names.map((name) => [name, name] as const),
          names,
        ),
      ),
    ).rejects.toThrow(/MODELING_TARGET_EMPTY/);
  });

  it("an edge to an account that is not there is named", async () => {
    await expect(run(graphSystem([...ring, ["n0", "ghost"]], names))).rejects.toThrow(/DATA_ITEM_UNKNOWN: row \d+ names "ghost"/);
  });

  it("a catalogue of one is a catalogue: everybody is answered the one", async () => {
    const loans = names.flatMap((reader) => [1, 2, 3, 4].map(() => ({ reader, book: "the only one", times: 1 })));
    const report = await run(loansSystem(loans));
    expect(report.data.catalogue).toMatchObject({ items: 1 });
    expect(report.test["hit_at_10"]?.value).toBe(1);
  });

  it("interactions that all count nothing are refused by their column", async () => {
    const loans = names.flatMap((reader, at) => [1, 2, 3, 4].map((step) => ({ reader, book: `b${(at + step) % 9}`, times: 0 })));
    await expect(run(loansSystem(loans))).rejects.toThrow(/MODELING_WEIGHT_INVALID: "times" of all \d+ events is 0/);
  });
});
