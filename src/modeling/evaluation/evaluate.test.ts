import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import {
  accuracy,
  comparePaired,
  evaluate,
  type Judged,
  logLoss,
  type Metric,
  measure,
  resamplesFor,
  rocAuc,
  takeJudged,
  winner,
} from "../index.ts";

/** Rows whose P is right with some noise. */
function noisy(rows: number, noise: number, seed = 3): Judged {
  const stream = random(seed);
  const truth = Float64Array.from({ length: rows }, () => (stream.next() < 0.3 ? 1 : 0));
  const values = truth.map((label) => 1 / (1 + Math.exp(-(2 * label - 1 + noise * stream.normal()))));
  const table = new Table("rows", {
    card: { kind: "number", values: truth.map((_, row) => Math.floor(row / 10)) },
    day: { kind: "number", values: truth.map((_, row) => row % 3) },
  });
  return { truth, prediction: { rows, width: 1, values }, table, classes: ["no", "yes"] };
}

describe("evaluate", () => {
  it("gives the same bits for the same seed and others for another", () => {
    const judged = noisy(300, 1);
    const settings = { seed: 1, resamples: 100 };
    expect(evaluate([rocAuc, logLoss], judged, settings)).toEqual(evaluate([rocAuc, logLoss], judged, settings));
    expect(evaluate([rocAuc], judged, settings)).not.toEqual(evaluate([rocAuc], judged, { seed: 2, resamples: 100 }));
  });

  it("gives a metric the same interval alone and in company", () => {
    const judged = noisy(300, 1);
    const settings = { seed: 1, resamples: 100 };
    expect(evaluate([rocAuc, logLoss], judged, settings)["log_loss"]).toEqual(evaluate([logLoss], judged, settings)["log_loss"]);
  });

  it("gives accuracy the interval of a binomial share", () => {
    const judged = noisy(2000, 1);
    const { value, low, high } = evaluate([accuracy], judged, { seed: 1 })["accuracy"] ?? { value: 0, low: 0, high: 0 };
    const half = 1.96 * Math.sqrt((value * (1 - value)) / 2000);
    expect(high - value).toBeCloseTo(half, 2);
    expect(value - low).toBeCloseTo(half, 2);
  });

  it("holds the true value in about 95 of 100 intervals", () => {
    let held = 0;
    for (let trial = 0; trial < 100; trial++) {
      const { low, high } = evaluate([accuracy], noisy(400, 1, 100 + trial), { seed: trial, resamples: 200 })["accuracy"] ?? {
        low: 1,
        high: 0,
      };
      // P(right) = Φ(1), because the log odds are ±1 with standard normal noise.
      if (low <= 0.8413 && high >= 0.8413) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88);
  });

  it("draws whole clusters: ten copies of each row give the interval of the single rows", () => {
    const single = noisy(200, 1);
    const tenfold = takeJudged(
      single,
      Int32Array.from({ length: 2000 }, (_, row) => Math.floor(row / 10)),
    );
    const clustered: Metric = { ...accuracy, cluster: () => Int32Array.from({ length: 2000 }, (_, row) => Math.floor(row / 10)) };
    const settings = { seed: 1, resamples: 300 };
    expect(evaluate([clustered], tenfold, settings)).toEqual(evaluate([accuracy], single, settings));
  });

  it("counts rows by their weights", () => {
    const judged = noisy(100, 1);
    const weight = judged.truth.map((label) => (label === 1 ? 1 : 5));
    expect(evaluate([accuracy], { ...judged, weight }, { seed: 1, resamples: 50 })["accuracy"]?.value).toBe(
      measure(accuracy, { ...judged, weight }),
    );
  });

  it("gives NaN without an interval where a metric is not defined", () => {
    const judged = noisy(50, 1);
    const onlyNegative = { ...judged, truth: judged.truth.map(() => 0) };
    expect(evaluate([rocAuc], onlyNegative, { seed: 1, resamples: 20 })["roc_auc"]).toEqual({
      value: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
    });
  });

  it("draws at most 300 times from more than 200,000 rows", () => {
    expect([resamplesFor(200_000), resamplesFor(200_001), resamplesFor(300_000, 50)]).toEqual([1000, 300, 50]);
  });

  it("refuses rows that do not belong together and predictions that are no numbers", () => {
    const judged = noisy(50, 1);
    expect(() => evaluate([rocAuc], { ...judged, truth: judged.truth.slice(1) }, { seed: 1 })).toThrow(
      /MODELING_ROWS_DIFFER: there are 50 predictions, 49 truths/,
    );
    const values = judged.prediction.values.with(7, Number.NaN);
    expect(() => evaluate([rocAuc], { ...judged, prediction: { ...judged.prediction, values } }, { seed: 1 })).toThrow(
      /MODELING_PREDICTION_NOT_FINITE: .*row 7 is NaN/,
    );
  });
});

describe("comparePaired", () => {
  it("tells two predictions apart whose own intervals overlap", () => {
    const better = noisy(500, 1);
    const stream = random(9);
    const worse: Judged = {
      ...better,
      prediction: {
        ...better.prediction,
        values: better.prediction.values.map((value) => Math.min(1, Math.max(0, value + 0.1 * stream.normal()))),
      },
    };
    const settings = { seed: 1 };
    const [a, b] = [evaluate([rocAuc], better, settings)["roc_auc"], evaluate([rocAuc], worse, settings)["roc_auc"]];
    expect(b?.high).toBeGreaterThan(a?.low ?? 1);
    const difference = comparePaired(rocAuc, better, worse, settings);
    expect(difference.low).toBeGreaterThan(0);
    expect(winner(rocAuc, difference)).toBe("a");
  });

  it("is exactly 0 for the same predictions, and nobody wins", () => {
    const judged = noisy(100, 1);
    const difference = comparePaired(logLoss, judged, judged, { seed: 1, resamples: 50 });
    expect(difference).toEqual({ value: 0, low: 0, high: 0 });
    expect(winner(logLoss, difference)).toBe("neither");
  });

  it("lets the lower value win where lower is better", () => {
    expect(winner(logLoss, { value: -0.2, low: -0.3, high: -0.1 })).toBe("a");
  });

  it("refuses predictions of other rows", () => {
    expect(() => comparePaired(logLoss, noisy(100, 1), noisy(100, 1, 4), { seed: 1 })).toThrow(/MODELING_ROWS_DIFFER/);
  });
});
