import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSystem, type Source } from "millwright";
import { afterAll, describe, expect, it } from "vitest";
import { cellsOf } from "./community-questions.ts";
import system from "./semeval.ts";

const directory = mkdtempSync(join(tmpdir(), "similar-threads-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = join(process.env["MILLWRIGHT_DATA"] ?? "absent", "similar-questions");

describe("similar-threads", () => {
  it("reads quoted cells with commas, doubled quotes and line breaks", () => {
    expect(cellsOf('a,"b ""c"", d",e\r\n"f\ng",h,\n')).toEqual([
      ["a", 'b "c", d', "e"],
      ["f\ng", "h", ""],
    ]);
  });

  it("runs on its sample, far above chance", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, only: ["linear pairs"] });
    const value = (name: string): number =>
      report.ladder.find(({ candidate }) => candidate === name)?.validation["mean_average_precision"]?.value ?? 0;
    expect(value("shared words")).toBeGreaterThan(value("random") + 0.1);
  });

  it.skipIf(!existsSync(folder))("puts SemEval-2016's threads in order, without the place that the search engine gave them", async () => {
    const published = system.data.published as unknown as (path: string) => Source;
    const report = await runSystem(system, { source: published(folder), seed: 1, directory });
    expect(report.test["mean_average_precision"]?.value).toBeGreaterThan(0.835);
    // The files are in the search engine's order, which would give 0.85 on test by itself.
    const given = report.ladder.find(({ candidate }) => candidate === "given_order");
    expect(given?.validation["mean_average_precision"]?.value).toBeLessThan(0.68);
  });
});
