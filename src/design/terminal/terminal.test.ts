import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareReports } from "../compare-reports.ts";
import { fraudReport } from "../fixtures/fraud-report.ts";
import { houseReport } from "../fixtures/house-report.ts";
import { languageReport } from "../fixtures/language-report.ts";
import type { RunReport } from "../run-report.ts";
import { comparisonTable } from "./comparison-table.ts";
import { findingsList } from "./findings-list.ts";
import { intervalBar } from "./interval-bar.ts";
import { ladderTable } from "./ladder-table.ts";
import { profileTable } from "./profile-table.ts";
import { requirementsTable } from "./requirements-table.ts";
import { runSummary } from "./run-summary.ts";
import { sliceTable } from "./slice-table.ts";
import { cutToWidth, padToWidth, textWidth, wrapToWidth } from "./text-width.ts";

const reports = [fraudReport, languageReport, houseReport];
const renderers = { ladderTable, requirementsTable, findingsList, sliceTable, profileTable, runSummary };
const plain = { colour: false, width: 100 };

describe("text in a terminal", () => {
  test("wide letters take two columns, combining marks and colour codes none", () => {
    expect(textWidth("日本")).toBe(4);
    expect(textWidth("e\u0301")).toBe(1);
    expect(textWidth("\u001b[31mred\u001b[39m")).toBe(3);
    expect(textWidth("👩‍🚀")).toBe(2);
  });

  test("a cut text ends with an ellipsis and is never wider than asked", () => {
    expect(cutToWidth("average_precision", 8)).toBe("average…");
    expect(textWidth(cutToWidth("日本語のテキスト", 7))).toBeLessThanOrEqual(7);
  });

  test("padding counts columns, not characters", () => {
    expect(padToWidth("日本", 6)).toBe("日本  ");
    expect(padToWidth("12", 5, "right")).toBe("   12");
  });

  test("wrapping loses no word and keeps the width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 12 }),
        fc.integer({ min: 4, max: 60 }),
        (words, width) => {
          const text = words.join(" ").trim();
          const lines = wrapToWidth(text, width);
          expect(lines.every((line) => textWidth(line) <= width)).toBe(true);
          expect(lines.join("").replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
        },
      ),
    );
  });
});

describe("an interval as a picture", () => {
  test("the dot and the ends stand at their places", () => {
    expect(intervalBar({ value: 5, low: 3, high: 7 }, [0, 10], 11)).toBe("   ╶─●─╴   ");
  });

  test("what lies beyond the range is an arrow at its edge", () => {
    expect(intervalBar({ value: 12, low: 11, high: 13 }, [0, 10], 5)).toBe("    ▸");
    expect(intervalBar({ value: -1, low: -2, high: 0 }, [0, 10], 5)).toBe("◂    ");
  });

  test("a value that is not defined is empty", () => {
    expect(intervalBar({ value: Number.NaN, low: 0, high: 1 }, [0, 1], 4)).toBe("    ");
  });
});

describe("tables of a run", () => {
  test.each([40, 60, 80, 100, 150])("no line is wider than a terminal of %i columns", (width) => {
    for (const report of reports) {
      for (const render of Object.values(renderers)) {
        for (const line of render(report, { colour: true, width }).split("\n")) expect(textWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  test("without colour there is no code, with colour the text is the same", () => {
    for (const render of Object.values(renderers)) {
      const bare = render(fraudReport, plain);
      expect(bare).not.toContain("\u001b");
      expect(stripVTControlCharacters(render(fraudReport, { ...plain, colour: true }))).toBe(bare);
    }
  });

  test("the ladder shows rung, value with interval and a mark at the chosen one", () => {
    expect(ladderTable(fraudReport, plain)).toMatch(/simple\s+▸ logistic\s+0\.611 \[0\.575, 0\.646\].*●/u);
  });

  test("the ladder says which way is better and of what, and why each was not chosen", () => {
    const text = ladderTable(houseReport, plain);
    expect(text).toContain("lower is better");
    expect(text).toContain("Not chosen: worse than ridge.");
  });

  test("a difference that may be noise is said to be unclear", () => {
    expect(ladderTable(fraudReport, { colour: false, width: 110 })).toMatch(/nearest neighbours.*\+0\.023 unclear/u);
  });

  test("people's rows are counted beside their name", () => {
    expect(ladderTable(languageReport, plain)).toContain("Mme Dupont (50 rows)");
  });

  test("requirements show met, missed, within noise, and why one was not measured", () => {
    const text = requirementsTable(fraudReport, plain);
    expect(text).toMatch(/✔\s+average_precision ≥ 0\.6\s+0\.606 \[0\.571, 0\.641\]\s+met, but not beyond noise/u);
    expect(text).toMatch(/✔\s+p99_latency_ms ≤ 30\s+1\.84 ms\s+met/u);
    expect(text).toMatch(/✘\s+gap of roc_auc.*0\.134\s+missed/u);
    expect(text).toContain("no test row has region = north");
  });

  test("findings come gravest first, each with its next step", () => {
    const text = findingsList(fraudReport, plain);
    expect(text.indexOf("Two requirements")).toBeLessThan(text.indexOf("learning curve"));
    expect(text).toContain("→ Learn from 14 days instead of 7.");
  });

  test("slices come worst first, and those that are left out are counted", () => {
    const text = sliceTable(languageReport, plain);
    expect(text).toContain("and 67 better groups");
    expect(text.indexOf("  word  ")).toBeLessThan(text.indexOf("  sentence  "));
  });

  test("simulated data are named in the first line of the summary", () => {
    expect(runSummary(houseReport, plain).split("\n")[0]).toContain("Simulated data (a year of sales in a town of 24 quarters)");
    expect(runSummary(fraudReport, plain)).not.toContain("Simulated");
  });

  test("names from data cannot move the cursor or begin a new line", () => {
    const hostile: RunReport = {
      ...fraudReport,
      chosen: "evil\u001b[2J\nname",
      ladder: fraudReport.ladder.map((entry) => ({ ...entry, candidate: "evil\u001b[2J\nname", verdict: "a\r\nb\u009b31m" })),
      slices: [{ by: "x\u202ey", is: "\u0007bell", rows: 1, scores: {} }],
    };
    for (const render of Object.values(renderers)) expect(render(hostile, plain)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  });
});

describe("two runs compared", () => {
  const other: RunReport = {
    ...fraudReport,
    run: "later",
    seed: 4,
    data: { ...fraudReport.data, fingerprint: "other", rows: 7 },
    test: { ...fraudReport.test, roc_auc: { value: 0.9, low: 0.89, high: 0.91 }, expected_cost: { value: 0.5, low: 0.4, high: 0.6 } },
    requirements: fraudReport.requirements.map((each) => (each.name.startsWith("gap") ? { ...each, met: true, measured: 0.08 } : each)),
  };
  const comparison = compareReports(fraudReport, other);

  test("a metric is better or worse only where the difference is more than the intervals explain", () => {
    const verdicts = Object.fromEntries(comparison.metrics.map((metric) => [metric.name, metric.verdict]));
    expect(verdicts).toMatchObject({ roc_auc: "better", expected_cost: "worse", average_precision: "no clear difference" });
  });

  test("settings, data and requirements that differ are named, equal ones are not", () => {
    expect(comparison.settings).toEqual([{ name: "seed", first: "0", second: "4" }]);
    expect(comparison.data.map((each) => each.name)).toEqual(["fingerprint", "rows"]);
    expect(comparison.requirements.find((each) => each.name.startsWith("gap"))?.change).toBe("now met");
  });

  test("the table warns that the rows differ", () => {
    const text = comparisonTable(comparison, plain);
    expect(text).toContain("The rows differ");
    expect(text).toMatch(/roc_auc.*better/u);
  });

  test("a run beside itself differs in nothing", () => {
    const same = compareReports(fraudReport, fraudReport);
    expect([same.settings, same.data]).toEqual([[], []]);
    expect(new Set(same.metrics.map((metric) => metric.verdict))).toEqual(new Set(["no clear difference"]));
  });
});
