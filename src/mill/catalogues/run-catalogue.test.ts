import { mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunReport } from "../../design/index.ts";
import { openCatalogue } from "../../serving/index.ts";
import { bookLoans, booksSystem } from "../fixtures/books-system.ts";
import type { RunOptions } from "../run-options.ts";
import { runSystem } from "../run-system.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mill-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (options: Partial<RunOptions> = {}): Promise<RunReport> =>
  runSystem(booksSystem, { source: bookLoans(), seed: 3, directory, ...options });

describe("a run of a catalogue", () => {
  it("climbs the ladder of finders, packs the winner and judges it on questions that nothing learned from", async () => {
    const report = await run();
    expect(report.ladder.map(({ candidate }) => candidate)).toEqual(["random", "popularity", "recent popularity", "newest", "same again"]);
    expect(report.data.split).toMatchObject({ validation: expect.any(Number), test: expect.any(Number) });
    expect(report.test["hit_at_10"]?.value).toBeGreaterThan(0.2);
    expect(report.package.parity).toMatchObject({ largestDifference: 0 });
    expect(report.data.catalogue).toMatchObject({ items: 60, askers: 150 });
    expect(report.slices.map(({ by }) => by)).toContain("events of the item");
    expect(report.requirements.every(({ met }) => met)).toBe(true);
    const design = readFileSync(join(report.package.path, "design.md"), "utf8");
    expect(design).toMatch(/the finder, the catalogue and what askers did/);
    expect(design).toMatch(/On \d+ questions? it answers as the trainer did/);
    expect(design).toMatch(/among the test questions/);
    expect(design).not.toMatch(/in one graph|all test rows|among the test rows/);
    expect(design).toContain("the 10 best of 60 values of book");
    const opened = await openCatalogue(report.package.path);
    expect(opened.catalogue.table?.row(0)).toHaveProperty("title");
    expect(opened.histories.ids).toHaveLength(150);
  });

  it("gives the same bits again, and goes on where it was stopped", async () => {
    const whole = await run();
    const stop = new AbortController();
    const resumed = mkdtempSync(join(tmpdir(), "mill-"));
    const onEvent = (event: { type: string; candidate?: string }): void => {
      if (event.type === "candidate-end" && event.candidate === "recent popularity") stop.abort();
    };
    await expect(run({ directory: resumed, signal: stop.signal, onEvent })).rejects.toThrow();
    const again = await run({ directory: resumed });
    expect(again.ladder.map(({ validation }) => validation)).toEqual(whole.ladder.map(({ validation }) => validation));
    expect(again.package.id).toBe(whole.package.id);
    rmSync(resumed, { recursive: true, force: true });
  });

  it("refuses an index file that is cut short, by its name", async () => {
    const { package: packed } = await run({ only: ["newest"] });
    truncateSync(join(packed.path, "finder.safetensors"), 20);
    await expect(openCatalogue(packed.path)).rejects.toThrow(/PACKAGE_TAMPERED: finder\.safetensors/);
  });
});
