import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import type { ErrorCosts } from "../../setup/index.ts";
import {
  confidentErrors,
  confusion,
  costThreshold,
  expectedCost,
  type Judged,
  measure,
  precisionRecallCurve,
  reliabilityCurve,
  truthAgainstPredicted,
} from "../index.ts";

function judgedOf(truth: readonly number[], values: readonly number[], classes: readonly string[] = ["no", "yes"]): Judged {
  const table = new Table("rows", { amount: { kind: "number", values: Float64Array.from(truth, (_, row) => 10 * (row + 1)) } });
  return {
    truth: Float64Array.from(truth),
    prediction: { rows: truth.length, width: values.length / truth.length, values: Float64Array.from(values) },
    table,
    classes,
  };
}

describe("costThreshold", () => {
  const judged = judgedOf([0, 1, 0, 1, 0, 0], [0.1, 0.4, 0.35, 0.8, 0.4, 0.2]);
  const costs: ErrorCosts<{ amount: number }> = { currency: "EUR", falsePositive: 8, falseNegative: (row) => row.amount };

  it("finds the cheapest of all thresholds, tried one by one", () => {
    const tried = Array.from({ length: 101 }, (_, at) => measure(expectedCost(costs, { threshold: at / 100 }), judged));
    const found = costThreshold(judged, costs);
    expect(found.cost).toBeCloseTo(Math.min(...tried), 12);
    expect(measure(expectedCost(costs, { threshold: found.threshold }), judged)).toBeCloseTo(found.cost, 12);
  });

  it("gives a rising curve from always to never with the cheapest in it", () => {
    const { curve, cost, threshold, always, never } = costThreshold(judged, costs);
    expect(curve.map((point) => point.threshold)).toEqual(curve.map((point) => point.threshold).sort((a, b) => a - b));
    expect(curve[0]).toEqual({ threshold: 0, cost: always });
    expect(curve.at(-1)?.cost).toBe(never);
    expect(curve).toContainEqual({ threshold, cost });
    // Never acting loses the amounts 20 and 40, always acting pays 4 false alarms.
    expect([never, always]).toEqual([60 / 6, 32 / 6]);
  });

  it("thins long curves to the points that were asked for, about", () => {
    const many = judgedOf(
      Array.from({ length: 1000 }, (_, row) => row % 2),
      Array.from({ length: 1000 }, (_, row) => row / 1000),
    );
    expect(costThreshold(many, costs, { points: 50 }).curve.length).toBeLessThanOrEqual(52);
  });

  it("never acts where acting never pays, and always where it always does", () => {
    expect(costThreshold(judged, { currency: "EUR", falsePositive: 9, falseNegative: 0 }).threshold).toBeGreaterThan(0.8);
    expect(costThreshold(judged, { currency: "EUR", falsePositive: 0, falseNegative: 9 }).cost).toBe(0);
  });
});

describe("confusion", () => {
  it("counts true classes in lines and predicted ones in columns", () => {
    const judged = judgedOf([0, 1, 2, 2], [0.8, 0.1, 0.1, 0.6, 0.3, 0.1, 0, 0.1, 0.9, 0.2, 0.7, 0.1], ["a", "b", "c"]);
    expect(confusion(judged)).toEqual({
      classes: ["a", "b", "c"],
      counts: [
        [1, 0, 0],
        [1, 0, 0],
        [0, 1, 1],
      ],
    });
    expect(confusion(judged, { mostClasses: 1 })).toEqual({ classes: ["c"], counts: [[1]] });
  });

  it("decides at the threshold for two classes", () => {
    expect(confusion(judgedOf([0, 1, 1], [0.3, 0.3, 0.1]), { threshold: 0.2 }).counts).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe("reliabilityCurve", () => {
  it("gives mean stated probability and observed share by bins of equal size", () => {
    const curve = reliabilityCurve(judgedOf([0, 0, 1, 1], [0.1, 0.2, 0.6, 0.8]), 2);
    expect(curve).toEqual([
      { predicted: expect.closeTo(0.15, 12), observed: 0, rows: 2 },
      { predicted: expect.closeTo(0.7, 12), observed: 1, rows: 2 },
    ]);
  });

  it("never parts rows with the same probability", () => {
    expect(reliabilityCurve(judgedOf([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]), 4)).toEqual([{ predicted: 0.5, observed: 0.5, rows: 4 }]);
  });
});

describe("precisionRecallCurve", () => {
  it("falls from the surest rows to all rows", () => {
    expect(precisionRecallCurve(judgedOf([1, 0, 1], [0.9, 0.5, 0.4]))).toEqual([
      { recall: 0.5, precision: 1, threshold: 0.9 },
      { recall: 1, precision: 2 / 3, threshold: 0.4 },
    ]);
  });

  it("is empty without positives", () => {
    expect(precisionRecallCurve(judgedOf([0, 0], [0.9, 0.5]))).toEqual([]);
  });
});

describe("confidentErrors", () => {
  it("lists wrong rows, the surest first", () => {
    const errors = confidentErrors(judgedOf([0, 1, 1, 0], [0.99, 0.2, 0.9, 0.6]));
    expect(errors.map(({ truth, predicted, confidence }) => [truth, predicted, Number(confidence.toFixed(6))])).toEqual([
      ["no", "yes", 0.99],
      ["yes", "no", 0.8],
      ["no", "yes", 0.6],
    ]);
    expect(errors[0]?.row).toEqual({ amount: 10 });
  });

  it("lists the largest errors of a regression", () => {
    const errors = confidentErrors(judgedOf([1, 2, 3], [1, 9, 4], []), { most: 2 });
    expect(errors.map(({ truth, predicted }) => [truth, predicted])).toEqual([
      ["2", "9"],
      ["3", "4"],
    ]);
    expect(errors[0]?.confidence).toBeCloseTo(2 / 3, 12);
  });

  it("is empty where every answer is right", () => {
    expect(confidentErrors(judgedOf([0, 1], [0.1, 0.9]))).toEqual([]);
  });
});

describe("truthAgainstPredicted", () => {
  it("draws the same pairs for the same seed, at most as many as asked", () => {
    const judged = judgedOf(
      Array.from({ length: 50 }, (_, row) => row),
      Array.from({ length: 50 }, (_, row) => row + 1),
      [],
    );
    const pairs = truthAgainstPredicted(judged, 1, 10);
    expect(pairs).toHaveLength(10);
    expect(pairs).toEqual(truthAgainstPredicted(judged, 1, 10));
    expect(pairs.every(({ truth, predicted }) => predicted === truth + 1)).toBe(true);
  });
});
