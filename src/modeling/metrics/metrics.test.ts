import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { costOf, type ErrorCosts } from "../../setup/index.ts";
import {
  expectedCost,
  intervalCoverage,
  type Judged,
  mape,
  meanIntervalWidth,
  measure,
  medianAbsolutePercentageError,
  precision,
  precisionAtK,
  recall,
  recallAtPrecision,
  rmsle,
  rocAuc,
  rSquared,
  topKAccuracy,
} from "../index.ts";

function judgedOf(truth: readonly number[], values: readonly number[], more: Partial<Judged> = {}): Judged {
  const table = new Table("rows", { amount: { kind: "number", values: Float64Array.from(truth, (_, row) => 10 * (row + 1)) } });
  const prediction = { rows: truth.length, width: values.length / truth.length, values: Float64Array.from(values) };
  return { truth: Float64Array.from(truth), prediction, table, classes: ["no", "yes"], ...more };
}

describe("ranking metrics", () => {
  it("ROC AUC does not change under a rising transform of the scores", () => {
    const rows = fc.array(fc.record({ label: fc.integer({ min: 0, max: 1 }), score: fc.integer({ min: -20, max: 20 }) }), { minLength: 2 });
    fc.assert(
      fc.property(rows, (list) => {
        const truth = list.map(({ label }) => label);
        const plain = measure(
          rocAuc,
          judgedOf(
            truth,
            list.map(({ score }) => score),
          ),
        );
        const cubed = measure(
          rocAuc,
          judgedOf(
            truth,
            list.map(({ score }) => score ** 3 + 5),
          ),
        );
        expect(cubed).toBe(plain);
      }),
      { seed: 1 },
    );
  });

  it("ROC AUC is the share of ordered pairs, counted one by one", () => {
    const rows = fc.array(fc.record({ label: fc.integer({ min: 0, max: 1 }), score: fc.integer({ min: 0, max: 5 }) }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const pairs = list.flatMap((a) =>
          a.label === 1 ? list.filter((b) => b.label === 0).map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)) : [],
        );
        const expected = pairs.length === 0 ? Number.NaN : pairs.reduce<number>((sum, value) => sum + value, 0) / pairs.length;
        const found = measure(
          rocAuc,
          judgedOf(
            list.map(({ label }) => label),
            list.map(({ score }) => score),
          ),
        );
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 12);
      }),
      { seed: 1 },
    );
  });

  it("precision at k counts rows that tie at the border in part", () => {
    // 2 rows: one sure hit, and one of three tied rows of which one is a hit.
    expect(measure(precisionAtK({ k: 2 }), judgedOf([1, 1, 0, 0], [0.9, 0.5, 0.5, 0.5]))).toBeCloseTo((1 + 1 / 3) / 2, 12);
  });

  it("precision at k is the share of all rows where there are fewer than k", () => {
    expect(measure(precisionAtK({ k: 10 }), judgedOf([1, 0], [0.9, 0.5]))).toBe(0.5);
  });

  it("recall at precision is 0 where no threshold is precise enough", () => {
    expect(measure(recallAtPrecision({ precision: 0.9 }), judgedOf([0, 1], [0.9, 0.1]))).toBe(0);
  });
});

describe("metrics that are not defined are NaN", () => {
  it("ROC AUC and recall with one class, precision without decisions, R² of a constant truth, coverage without intervals", () => {
    expect(measure(rocAuc, judgedOf([1, 1], [0.2, 0.3]))).toBeNaN();
    expect(measure(recall(), judgedOf([0, 0], [0.2, 0.3]))).toBeNaN();
    expect(measure(precision(), judgedOf([0, 1], [0.2, 0.3]))).toBeNaN();
    expect(measure(rSquared, judgedOf([0.1, 0.1, 0.1], [0.2, 0.3, 1]))).toBeNaN();
    expect(measure(intervalCoverage, judgedOf([1, 2], [1, 2]))).toBeNaN();
  });
});

describe("regression metrics", () => {
  it("RMSLE counts predictions below 0 as 0", () => {
    expect(measure(rmsle, judgedOf([Math.E - 1], [-3]))).toBeCloseTo(1, 12);
  });

  it("MAPE leaves out rows whose truth is 0", () => {
    expect(measure(mape, judgedOf([0, 100], [5, 90]))).toBeCloseTo(0.1, 12);
  });

  it("the median absolute percentage error of 10 %, 20 % and 90 % is 20 %", () => {
    expect(measure(medianAbsolutePercentageError, judgedOf([100, 100, 100], [110, 80, 190]))).toBeCloseTo(0.2, 12);
  });

  it("coverage counts borders as inside, and width is high − low", () => {
    const prediction = { rows: 2, width: 1, values: Float64Array.of(1, 2), low: Float64Array.of(1, 0), high: Float64Array.of(2, 1) };
    const judged = judgedOf([1, 2], [1, 2], { prediction });
    expect(measure(intervalCoverage, judged)).toBe(0.5);
    expect(measure(meanIntervalWidth, judged)).toBe(1);
  });
});

describe("expected cost", () => {
  interface Purchase {
    readonly amount: number;
  }
  const costs: ErrorCosts<Purchase> = { currency: "EUR", falsePositive: 5, falseNegative: (row) => row.amount };

  it("acts where P times the row's loss is worth the price of a false alarm", () => {
    // Amounts 10, 20, 30. P·amount ≥ (1 − P)·5: row 0: 4 ≥ 3 acts (5 for nothing); row 1: 2 < 4.5 passes (20 lost); row 2: 15 ≥ 2.5 acts.
    const judged = judgedOf([0, 1, 1], [0.4, 0.1, 0.5]);
    expect(measure(expectedCost(costs), judged)).toBeCloseTo((5 + 20 + 0) / 3, 12);
  });

  it("acts from a fixed threshold on when one is given", () => {
    expect(measure(expectedCost(costs, { threshold: 0.45 }), judgedOf([0, 1, 1], [0.4, 0.1, 0.5]))).toBeCloseTo(20 / 3, 12);
  });

  it("refuses a cost that is not a number, and names the row", () => {
    const broken = expectedCost<Purchase>({ ...costs, falseNegative: (row) => (row.amount > 20 ? Number.NaN : 1) });
    expect(() => measure(broken, judgedOf([0, 1, 1], [0.4, 0.1, 0.5]))).toThrow(/MODELING_COST_INVALID.*false negative in row 2 is NaN/);
  });

  it("agrees with costOf for constants", () => {
    expect(measure(expectedCost({ currency: "EUR", falsePositive: 3, falseNegative: 1 }), judgedOf([0], [0.9]))).toBe(costOf(3, {}));
  });
});

describe("settings of metrics", () => {
  it("are part of the name where they differ from the usual", () => {
    expect(recall().name).toBe("recall");
    expect(recall({ threshold: 0.2 }).name).toBe("recall_at_threshold_0.2");
    expect(topKAccuracy({ k: 3 }).name).toBe("top_3_accuracy");
  });

  it("are refused outside their range", () => {
    expect(() => precision({ threshold: 1.5 })).toThrow(/MODELING_SETTING_INVALID.*threshold is 1.5.*from 0 to 1/);
    expect(() => precisionAtK({ k: Number.NaN })).toThrow(/MODELING_SETTING_INVALID/);
  });
});
