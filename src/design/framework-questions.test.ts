import { describe, expect, test } from "vitest";
import type { AnySystem } from "../system/index.ts";
import { fraudReport, fraudSystem } from "./fixtures/fraud-report.ts";
import { houseReport, houseSystem } from "./fixtures/house-report.ts";
import { languageReport, languageSystem } from "./fixtures/language-report.ts";
import { answerQuestions, frameworkQuestions, stages } from "./framework-questions.ts";
import type { RunReport } from "./run-report.ts";

const open = (system: AnySystem, report: RunReport) =>
  answerQuestions(system, report)
    .filter(({ answer }) => answer === undefined)
    .map(({ question }) => question.id);

/** Everything that a declaration can say about itself in words. */
const completeSystem: AnySystem = {
  ...fraudSystem,
  setup: { ...fraudSystem.setup, constraints: { deadline: "June.", compute: "Two cores.", people: "Two.", systems: "The till." } },
  data: {
    ...fraudSystem.data,
    notes: { ...fraudSystem.data.notes, disagreement: "A second judge.", weakLabels: "Rules propose.", storage: "Parquet." },
  },
  serving: {
    ...fraudSystem.serving,
    notes: { ...fraudSystem.serving?.notes, newClasses: "None.", experiments: "A random half percent passes." },
  },
};
const completeReport: RunReport = {
  ...fraudReport,
  ladder: [...fraudReport.ladder, { ...(fraudReport.ladder[0] as RunReport["ladder"][number]), candidate: "Ann", rung: "human", rows: 50 }],
  trainingChecks: [{ check: "a small batch is learned by heart", passed: true, found: "Loss 0.001 after 40 steps." }],
};

describe("the questions of the four stages", () => {
  test("each has an id of its own, a stage, and says where its answer would come from", () => {
    expect(new Set(frameworkQuestions.map((question) => question.id)).size).toBe(frameworkQuestions.length);
    for (const question of frameworkQuestions) {
      expect(question.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(stages.map(({ stage }) => stage)).toContain(question.stage);
      expect(question.question).toMatch(/\?$/);
      expect(question.answeredBy).not.toBe("");
    }
  });

  test("every stage asks at least ten", () => {
    for (const { stage } of stages)
      expect(frameworkQuestions.filter((question) => question.stage === stage).length, stage).toBeGreaterThanOrEqual(10);
  });

  test("a complete declaration with a complete run leaves nothing open", () => {
    expect(open(completeSystem, completeReport)).toEqual([]);
  });

  test("what is not declared stays open and is not made up", () => {
    expect(open(languageSystem, languageReport)).toEqual(
      expect.arrayContaining([
        "walkthrough",
        "costlier-error",
        "training-objective",
        "privacy",
        "data-bias",
        "misuse",
        "assumptions",
        "feedback",
        "updates",
      ]),
    );
    expect(open(languageSystem, languageReport)).not.toContain("human-baseline");
    expect(open(houseSystem, houseReport)).toContain("human-baseline");
  });

  test("declaring a field answers its question", () => {
    const declared: AnySystem = { ...languageSystem, setup: { ...languageSystem.setup, misuse: ["Profiling of minorities."] } };
    const before = open(languageSystem, languageReport);
    expect(before.filter((id) => !open(declared, languageReport).includes(id))).toEqual(["misuse"]);
  });
});

describe("answers that were measured", () => {
  const measured = (system: AnySystem, report: RunReport, id: string) =>
    answerQuestions(system, report)
      .find(({ question }) => question.id === id)
      ?.answer?.measured.join(" ") ?? "";

  test("size comes from the data", () => {
    expect(measured(fraudSystem, fraudReport, "size")).toContain(
      "621,873 rows. They take 38.4 MB as columns in memory, about 62 bytes a row.",
    );
  });

  test("imbalance comes from the counts of the training rows", () => {
    expect(measured(fraudSystem, fraudReport, "imbalance")).toContain("true is the rarest with 453 rows (0.67 %)");
    expect(measured(houseSystem, houseReport, "imbalance")).toContain("50 % 450,000 USD");
  });

  test("the threshold comes from the cost curve", () => {
    expect(measured(fraudSystem, fraudReport, "costlier-error")).toContain("from a probability of 0.070 on counts as positive");
  });

  test("a leak that was found is named, checks that found nothing are not", () => {
    expect(measured(fraudSystem, fraudReport, "same-distribution")).toContain("group overlap: customer (57,905 rows)");
    expect(measured(houseSystem, houseReport, "same-distribution")).toContain("No leak was found");
  });

  test("a test score beyond the validation interval is called a difference", () => {
    const drifted = { ...houseReport, test: { ...houseReport.test, rmsle: { value: 0.4, low: 0.38, high: 0.42 } } };
    expect(measured(houseSystem, drifted, "same-distribution")).toContain("a difference beyond noise");
    expect(measured(houseSystem, houseReport, "same-distribution")).toContain("no difference beyond noise");
  });

  test("missing values are given as shares of the training rows", () => {
    expect(measured(houseSystem, houseReport, "missing")).toContain("yr_renovated 18.2 %");
  });

  test("the ablation names what is lost most and what is not missed", () => {
    expect(measured(fraudSystem, fraudReport, "ablation")).toBe(
      "Most is lost without terminal record: average_precision changes by −0.281 [−0.318, −0.245]. Nothing beyond noise is lost without moment.",
    );
    expect(measured(houseSystem, houseReport, "ablation")).toContain("Most is lost without place");
  });

  test("the worst and the best group are named whichever way is better", () => {
    expect(measured(houseSystem, houseReport, "model-bias")).toContain("worst for simple (0.232) and best for average (0.176)");
    expect(measured(fraudSystem, fraudReport, "model-bias")).toContain(
      "By amount, average_precision is worst for under 20 (0.482) and best for over 100 (0.792).",
    );
  });
});
