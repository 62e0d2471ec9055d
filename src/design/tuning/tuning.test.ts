import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tuningReport } from "../fixtures/tuning-report.ts";
import { textWidth } from "../terminal/text-width.ts";
import { tuningSummary } from "../terminal/tuning-summary.ts";
import { parameterAxes } from "./axes.ts";
import { bestSoFar, rankedTrials } from "./best-so-far.ts";
import { tuningCharts } from "./charts/tuning-charts.ts";
import { formatParameter, formatParameters } from "./format-parameters.ts";
import { shortTuningReport } from "./short-tuning-report.ts";
import { smoothSurface } from "./surface.ts";
import { writeTuningPages } from "./write-tuning-pages.ts";

const one = tuningReport();
const two = tuningReport({ sizes: true });
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-pictures-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("numbers of a study", () => {
  const trials = [3, 2, Number.NaN, 4, 1].map((value, number) => ({
    number,
    parameters: {},
    reports: [],
    seconds: 1,
    state: Number.isNaN(value) ? ("failed" as const) : ("complete" as const),
    values: Number.isNaN(value) ? [] : [value],
  }));

  it("are the best so far and the trials by rank, in either direction", () => {
    expect(bestSoFar(trials, { direction: "minimize" })).toEqual([3, 2, 2, 2, 1]);
    expect(bestSoFar(trials, { direction: "maximize" })).toEqual([3, 3, 3, 4, 4]);
    expect(rankedTrials(trials, { direction: "maximize" }).map(({ number }) => number)).toEqual([3, 0, 1, 4]);
  });

  it("are written in few digits", () => {
    expect([0.0123456, 1e-7, -12.5, 250, 0.5].map(formatParameter)).toEqual(["0.0123", "1.0e−7", "−12.5", "250", "0.5"]);
    expect(formatParameters({ k: 12, weights: "distance" })).toBe("k 12, weights distance");
  });

  it("lie on axes by the scale of their parameter, and nowhere where a trial does not have it", () => {
    const [rate, , , , booster, drop] = parameterAxes(one.parameters);
    expect(rate?.placeOf({ learningRate: 0.05 })).toBeCloseTo(0.5, 12);
    expect(booster?.ticks.map(({ label }) => label)).toEqual(["plain", "dart"]);
    expect(drop?.placeOf({ booster: "plain" })).toBeNaN();
  });

  it("make a smooth surface that is near each value where it was measured", () => {
    const surface = smoothSurface(
      [
        { x: 0.1, y: 0.1, value: 1 },
        { x: 0.9, y: 0.9, value: 3 },
      ],
      10,
    );
    expect(surface[11]).toBeCloseTo(1, 2);
    expect(surface[88]).toBeCloseTo(3, 2);
    expect(surface[90]).toBeNaN();
  });
});

describe("pictures of a study", () => {
  it("are drawn where there is something to show", () => {
    const kinds = (report: typeof one) => tuningCharts(report).map(({ id }) => id.replace(/chart-tuning-|-boosted-trees/g, ""));
    expect(kinds(one)).toEqual(["history", "importance", "slices", "contours", "parallel", "steps"]);
    expect(kinds(two)).toContain("front");
    const { importance: _, ...plain } = one;
    expect(kinds({ ...plain, trials: [] })).toEqual([]);
    expect(kinds(plain)).toEqual(["history", "slices", "contours", "parallel", "steps"]);
  });

  it("come as one page without scripts or requests, and as files that stand alone", async () => {
    const [page = ""] = await writeTuningPages(folder, [{ ...two, candidate: '<b>"trees"</b>' }]);
    const html = readFileSync(page, "utf8");
    expect(html).toContain("Simulated data");
    expect(html).not.toMatch(/<script|<b>|https?:\/\/(?!www\.w3\.org)/);
    const place = join(folder, "house-price", "b-trees-b");
    const files = readdirSync(place).sort();
    expect(files).toEqual([
      "contours.svg",
      "front.svg",
      "history.svg",
      "importance.svg",
      "index.html",
      "parallel.svg",
      "slices.svg",
      "steps.svg",
    ]);
    for (const file of files.filter((name) => name.endsWith(".svg"))) {
      const svg = readFileSync(join(place, file), "utf8");
      expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(svg).toContain("prefers-color-scheme: dark");
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe("the summary in a terminal", () => {
  it.each([40, 80, 120])("fits into %i columns and tells choice, luck, cost and what matters", (width) => {
    const text = tuningSummary(one, { colour: false, width });
    for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(width);
    for (const told of ["declared", "SIMULATED", "learningRate", "trial 33"]) expect(text).toContain(told);
    expect(text.replace(/\s+/g, " ")).toContain("12 given up early, 2 failed");
  });

  it("says when the declared settings are as good, and when there is hardly any luck to take out", () => {
    const said = (declared: number, value: number, direction: "minimize" | "maximize" = "minimize"): string =>
      tuningSummary(
        {
          ...one,
          objectives: [{ name: "score", direction }],
          standard: { values: [declared] },
          optimism: { value, corrected: 0.17 },
        },
        { colour: false, width: 120 },
      ).replace(/\s+/g, " ");
    expect(said(9, 0.01)).toMatch(/about 0\.0100? of it is luck/);
    expect(said(9, 0.01)).not.toContain("does not better");
    expect(said(0, 0)).toContain("which it does not better");
    expect(said(9, 0, "maximize")).toContain("which it does not better");
    expect(said(0, 0, "maximize")).not.toContain("does not better");
    expect(said(0, 0)).toContain("next to nothing of it is luck");
  });

  it("says that no trial was completed where none was", () => {
    const { chosen: _, standard: __, optimism: ___, importance: ____, ...rest } = one;
    expect(tuningSummary({ ...rest, trials: [], best: [] }, { colour: false, width: 80 })).toContain("No trial was completed.");
  });

  it("has a short form for programs", () => {
    expect(shortTuningReport(one)).toMatchObject({ candidate: "boosted trees", trials: { complete: 106, pruned: 12, failed: 2 } });
    expect(Object.keys(shortTuningReport(one))).not.toContain("parameters");
  });
});
