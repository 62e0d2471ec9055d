import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { AnySystem } from "../system/index.ts";
import { fraudReport, fraudSystem } from "./fixtures/fraud-report.ts";
import { houseReport, houseSystem } from "./fixtures/house-report.ts";
import { languageReport, languageSystem } from "./fixtures/language-report.ts";
import { answerQuestions } from "./framework-questions.ts";
import type { RunReport } from "./run-report.ts";
import { writeDesignHtml } from "./write-design-html.ts";
import { writeDesignMarkdown } from "./write-design-markdown.ts";

const cases: readonly (readonly [string, AnySystem, RunReport])[] = [
  ["binary", fraudSystem, fraudReport],
  ["multiclass", languageSystem, languageReport],
  ["regression", houseSystem, houseReport],
];

const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>|a\n# b \`\`\` [c](javascript:alert(3)) </td></svg>&lt;`;
const hostileSystem: AnySystem = { ...fraudSystem, title: evil, setup: { ...fraudSystem.setup, goal: evil, walkthrough: [evil] } };
const hostileReport: RunReport = {
  ...fraudReport,
  chosen: evil,
  task: { ...fraudReport.task, target: evil, classes: ["false", evil] },
  metrics: fraudReport.metrics.map((metric) => ({ ...metric, definition: evil })),
  data: {
    ...fraudReport.data,
    source: evil,
    simulated: true,
    target: { [evil]: 3, b: 9 },
    profile: fraudReport.data.profile.map((column) => ({ ...column, name: evil, top: [{ value: evil, count: 2 }] })),
  },
  ladder: fraudReport.ladder.map((entry) => ({
    ...entry,
    candidate: evil,
    verdict: evil,
    gain: { value: 1, low: 0, high: 2, over: evil },
    settings: { [evil]: evil },
  })),
  slices: [{ by: evil, is: evil, rows: 2, scores: fraudReport.test }],
  requirements: [{ name: evil, measured: Number.NaN, bound: 1, met: false, problem: evil }],
  confusion: {
    classes: [evil, "b"],
    counts: [
      [1, 2],
      [3, 4],
    ],
  },
  ablation: [{ group: evil, change: { value: 1, low: 0, high: 2 } }],
  errors: [{ row: { [evil]: evil }, truth: evil, predicted: evil, confidence: 0.9 }],
  findings: [{ severity: "problem", title: evil, evidence: evil, next: evil }],
  units: { currency: evil },
  command: evil,
};

describe.each(cases)("the page of a %s system", (_, system, report) => {
  const page = writeDesignHtml(system, report, { earlier: [{ ...report, run: "before" }] });

  test("asks nothing of the network and runs nothing", async () => {
    const html = await page;
    expect(html).not.toMatch(/https?:/);
    expect(html).not.toMatch(/<(script|link|iframe|object|embed|base)\b|url\(|@import/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("has unique anchors, and every link leads to one", async () => {
    const { document } = parseHTML(await page);
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll("a")) expect(ids).toContain(link.getAttribute("href")?.slice(1));
  });

  test("every chart has a title and a description, at both widths", async () => {
    const { document } = parseHTML(await page);
    const charts = [...document.querySelectorAll('figure svg[role="img"]')];
    expect(charts.length).toBeGreaterThanOrEqual(8);
    expect(charts.length % 2).toBe(0);
    for (const chart of charts) {
      const [title, description] = (chart.getAttribute("aria-labelledby") ?? "").split(" ");
      expect(chart.querySelector(`#${title}`)?.textContent).not.toBe("");
      expect(chart.querySelector(`#${description}`)?.textContent).not.toBe("");
      expect(chart.outerHTML).not.toMatch(/NaN|undefined/);
    }
  });

  test("answers or lists every question, and Markdown does the same", async () => {
    const { document } = parseHTML(await page);
    const markdown = writeDesignMarkdown(system, report);
    const openSection = document.querySelector("#open-questions")?.textContent ?? "";
    for (const { question, answer } of answerQuestions(system, report)) {
      const answered = document.querySelector(`article[id="${question.id}"]`);
      expect(answered !== null, question.id).toBe(answer !== undefined);
      expect(openSection.includes(question.question), question.id).toBe(answer === undefined);
      expect(markdown).toContain(answer === undefined ? `| ${question.question}` : `### ${question.question}`);
    }
  });

  test("has the sections in order", async () => {
    const { document } = parseHTML(await page);
    expect([...document.querySelectorAll("main > section")].map((each) => each.id)).toEqual([
      "verdict",
      "ladder",
      "requirements",
      "findings",
      "stage-setup",
      "stage-data",
      "stage-modeling",
      "stage-serving",
      "open-questions",
      "earlier-runs",
      "reproduce",
    ]);
  });

  test("is the same for the same report", async () => {
    expect(await writeDesignHtml(system, report, { earlier: [{ ...report, run: "before" }] })).toBe(await page);
  });
});

describe("charts by task", () => {
  const charts = async (system: AnySystem, report: RunReport) =>
    [...parseHTML(await writeDesignHtml(system, report)).document.querySelectorAll("figure")].map((each) => each.id);

  test("costs, precision and recall, and a heat map belong to binary tasks", async () => {
    expect(await charts(fraudSystem, fraudReport)).toEqual([
      "chart-ladder",
      "chart-cost",
      "chart-precision-recall",
      "chart-learning",
      "chart-target",
      "chart-confusion",
      "chart-reliability",
      "chart-ablation",
      "chart-slice-1",
      "chart-slice-2",
    ]);
  });

  test("more than twelve classes show the most confused pairs instead of a heat map", async () => {
    const ids = await charts(languageSystem, languageReport);
    expect(ids).toContain("chart-confused-pairs");
    expect(ids).not.toContain("chart-confusion");
  });

  test("regression shows predicted against true", async () => {
    expect(await charts(houseSystem, houseReport)).toContain("chart-scatter");
  });

  test("a run that measured almost nothing still has a document", async () => {
    const bare: RunReport = {
      ...houseReport,
      ladder: houseReport.ladder.slice(0, 1),
      chosen: "random answer",
      test: {},
      slices: [],
      requirements: [],
      curves: { learning: [] },
      ablation: [],
      errors: [],
      data: { ...houseReport.data, profile: [], leaks: [], target: {} },
    };
    const html = await writeDesignHtml(houseSystem, bare);
    expect(html).not.toMatch(/NaN|undefined/);
    expect(writeDesignMarkdown(houseSystem, bare)).not.toMatch(/NaN|undefined/);
  });
});

describe("the first thing said", () => {
  test("is that the data are simulated, when they are", async () => {
    expect(writeDesignMarkdown(houseSystem, houseReport)).toMatch(/^\*\*Simulated data/);
    const { document } = parseHTML(await writeDesignHtml(houseSystem, houseReport));
    expect(document.body.textContent?.trim()).toMatch(/^Simulated data/);
  });

  test("is the title, when they are real", async () => {
    expect(writeDesignMarkdown(fraudSystem, fraudReport)).toMatch(/^# Approve/);
    expect(await writeDesignHtml(fraudSystem, fraudReport)).not.toContain("Simulated");
  });
});

test("units come from the declaration where the report has none", () => {
  const { units: _, ...bare } = houseReport;
  expect(writeDesignMarkdown(houseSystem, bare)).toContain("121,400 [101,000, 148,900] USD");
});

describe("personal columns", () => {
  test("show no value, neither in the profile nor among the errors", async () => {
    for (const text of [await writeDesignHtml(fraudSystem, fraudReport), writeDesignMarkdown(fraudSystem, fraudReport)]) {
      expect(text).not.toContain("c-1841");
      expect(text).not.toContain("c-410");
      expect(text).toContain("personal, not shown");
    }
  });
});

describe("hostile text", () => {
  test("is shown in the page and never becomes part of it", async () => {
    const html = await writeDesignHtml(hostileSystem, hostileReport);
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("script, img, [onerror]").length).toBe(0);
    expect([...document.querySelectorAll("a")].every((each) => each.getAttribute("href")?.startsWith("#"))).toBe(true);
    expect(document.querySelector("h1")?.textContent).toContain("<script>alert(2)</script>");
    expect(html).not.toMatch(/<(script|img)/i);
  });

  test("in Markdown opens no HTML, no link, no cell, no heading and no fence", () => {
    const markdown = writeDesignMarkdown(hostileSystem, hostileReport);
    const outside = markdown.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, "");
    expect(outside).not.toMatch(/<\/?[a-z]/i);
    expect(outside).not.toContain("](");
    expect(outside).not.toContain("```");
    expect(outside).not.toMatch(/^# b/m);
    for (const table of outside.match(/(?:^\|.*\n)+/gm) ?? []) {
      const cells = table
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/\\\|/g, "").split("|").length);
      expect(new Set(cells).size, table).toBe(1);
    }
  });
});
