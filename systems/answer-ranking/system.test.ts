import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { rowSchemaOf } from "millwright/data";
import { afterAll, describe, expect, it } from "vitest";
import { answerRow } from "./answer-row.ts";
import { clickFigure } from "./click-figure.ts";
import { clickStudy } from "./click-study.ts";
import { simulateAnswers } from "./simulator.ts";
import { plainText, sites, stackExchange } from "./stack-exchange.ts";
import system from "./system.ts";
import textOnly from "./text-only.ts";

const directory = mkdtempSync(join(tmpdir(), "answer-ranking-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = join(process.env["MILLWRIGHT_DATA"] ?? "absent", "answer-ranking");

describe("the parts of answer-ranking", () => {
  it("read the text of a post without its markup", () => {
    expect(plainText("<p>Salt &amp; <em>yeast</em></p>\n<ul><li>one</li></ul>")).toBe("Salt & yeast one");
  });

  it("make up answers whose votes follow exposure as well as quality", () => {
    const rows = simulateAnswers(400, 1) as unknown as { position: number; grade: number }[];
    const meanAt = (place: number): number => {
      const grades = rows.filter(({ position }) => position === place).map(({ grade }) => grade);
      return grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
    };
    expect(meanAt(0)).toBeGreaterThan(meanAt(4) + 0.1);
  });
});

describe("clicks on answers that an old order showed", () => {
  it("teach readers' wishes where they are weighed by inverse propensities, and ever less where they are not; the README shows it", async () => {
    const rows = await clickStudy(1);
    const [unbiased, strongest] = [rows[0], rows.at(-1)];
    for (const { weighted } of rows) expect(weighted).toBeGreaterThan(0.98);
    expect(unbiased?.naive).toBeGreaterThan(0.98);
    expect(strongest?.naive).toBeLessThan((strongest?.weighted ?? 0) - 0.05);
    await expect(clickFigure(rows)).toMatchFileSnapshot("./clicks.svg");
  });
});

describe("answer-ranking", () => {
  it("runs on its sample: what is learned orders far better than chance and than shared words", async () => {
    const report = await runSystem(textOnly, { source: textOnly.data.sample(1), seed: 1, directory, only: ["linear pairs"] });
    const value = (name: string): number =>
      report.ladder.find(({ candidate }) => candidate === name)?.validation["mean_average_precision"]?.value ?? 0;
    expect(value("linear pairs")).toBeGreaterThan(value("random") + 0.1);
    expect(value("linear pairs")).toBeGreaterThan(value("most shared rare words") + 0.1);
    const cost = report.ladder.find(({ candidate }) => candidate === "linear pairs")?.listCost;
    const times = cost?.sizes.map(({ milliseconds }) => milliseconds) ?? [];
    expect(cost?.sizes.map(({ candidates }) => candidates)).toEqual([1, 3, 10, 30, 100]);
    expect(times.at(-1)).toBeGreaterThan(5 * (times[0] ?? 0));
    expect(cost?.operationsPerCandidate).toBeGreaterThan(100);
    expect(
      cost?.sizes.every(({ derivingMilliseconds, milliseconds }) => derivingMilliseconds > 0 && derivingMilliseconds < milliseconds),
    ).toBe(true);
    // Whole questions are timed, one request each.
    expect(report.latency.rows).toBe(30);
    expect(await readFile(join(directory, "models", textOnly.name, "design.md"), "utf8")).toContain("What a list costs");
  });

  it.skipIf(!existsSync(folder))(
    "orders WikiQA's sentences with a mean average precision above 0.69 on test, and serves what it measured",
    async () => {
      const options = {
        source: (system.data.published as (path: string) => never)(folder),
        seed: 1,
        directory,
        only: ["linear pairs"],
      };
      const report = await runSystem(system, options);
      expect(report.test["mean_average_precision"]?.value).toBeGreaterThan(0.69);
      const model = await loadModel(report.package.path);
      const question = "who wrote the book the secret garden";
      const rows = ["the garden is large .", "the secret garden was written by frances hodgson burnett in 1911 ."].map(
        (answer, position) => ({
          question_id: "q",
          question,
          answer,
          markup: null,
          position,
        }),
      );
      const [first, second] = await model.predict(rows);
      expect(second?.prediction).toBeGreaterThan(first?.prediction ?? 0);
      await model.close();
    },
    60_000,
  );

  it.skipIf(!existsSync(folder))("finds the 1,141 questions of four sites whose answers can be ranked", async () => {
    const { table } = await stackExchange(folder, sites[0]).read(rowSchemaOf(answerRow), { seed: 1 });
    expect(new Set(Array.from({ length: table.rows }, (_, row) => table.row(row)["question_id"])).size).toBe(1141);
    expect(table.rows).toBe(3971);
  });
});
