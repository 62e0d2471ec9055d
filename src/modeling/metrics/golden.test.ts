// Golden values: scikit-learn 1.9.1 with numpy 2.4.6, each number by the function in the comment beside it, with and without
// sample_weight, on the arrays below. Tolerance 1e-12, because both sides sum the same float64 terms. Repeat with, for example:
//   python3 -m venv v && v/bin/pip install scikit-learn==1.9.1 && v/bin/python -c "from sklearn import metrics as m; \
//   print(m.roc_auc_score([0,1,0,1,1,0,0,1,0,1,0,0], [.1,.4,.35,.8,.4,.4,.2,.9,.6,.6,.05,.35], \
//   sample_weight=[1,2,.5,1,3,1,1,2,1.5,1,1,.25]))"
import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import {
  accuracy,
  averagePrecision,
  brier,
  cardPrecisionAtK,
  expectedCalibrationError,
  fScore,
  type Judged,
  logLoss,
  type Metric,
  macroAccuracy,
  macroF1,
  mae,
  mape,
  matthewsCorrelation,
  measure,
  medianAbsolutePercentageError,
  ndcgAtK,
  pinball,
  precision,
  rankCorrelation,
  recall,
  recallAtPrecision,
  rmse,
  rmsle,
  rocAuc,
  rSquared,
  topKAccuracy,
} from "../index.ts";

function judgedOf(
  truth: readonly number[],
  values: readonly number[],
  weight?: readonly number[],
  classes: readonly string[] = [],
): Judged {
  const rows = truth.length;
  return {
    truth: Float64Array.from(truth),
    prediction: { rows, width: values.length / rows, values: Float64Array.from(values) },
    table: new Table("golden", { row: { kind: "number", values: Float64Array.from(truth, (_, row) => row) } }),
    classes,
    ...(weight === undefined ? {} : { weight: Float64Array.from(weight) }),
  };
}

/** Metric, value without weights, value with weights. */
type Golden = readonly (readonly [Metric, number, number])[];

function holds(golden: Golden, plain: Judged, weighted: Judged): void {
  for (const [metric, value, valueWithWeights] of golden) {
    it(`${metric.name} is ${value.toPrecision(6)} without and ${valueWithWeights.toPrecision(6)} with weights`, () => {
      expect(measure(metric, plain)).toBeCloseTo(value, 12);
      expect(measure(metric, weighted)).toBeCloseTo(valueWithWeights, 12);
    });
  }
}

describe("binary metrics agree with scikit-learn on ties and weights", () => {
  const truth = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const stated = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.2, 0.9, 0.6, 0.6, 0.05, 0.35];
  const weight = [1, 2, 0.5, 1, 3, 1, 1, 2, 1.5, 1, 1, 0.25];
  const golden: Golden = [
    [rocAuc, 0.9, 0.8088888888888889], // roc_auc_score
    [averagePrecision, 0.8357142857142857, 0.8489240228370662], // average_precision_score
    [logLoss, 0.44503255863924807, 0.5320845990670674], // log_loss
    [brier, 0.145625, 0.18782786885245903], // brier_score_loss
    [precision(), 0.75, 0.7272727272727273], // precision_score(y, p >= .5)
    [recall(), 0.6, 0.4444444444444444], // recall_score(y, p >= .5)
    [fScore(), 0.6666666666666666, 0.5517241379310345], // f1_score(y, p >= .5)
    [fScore({ beta: 2, threshold: 0.4 }), 0.9259259259259259, 0.9473684210526315], // fbeta_score(y, p >= .4, beta=2)
    [recallAtPrecision({ precision: 0.6 }), 1, 1], // max recall of precision_recall_curve where precision >= .6
    [accuracy, 0.75, 0.5737704918032787], // accuracy_score
    [macroAccuracy, 0.7285714285714285, 0.6022222222222222], // balanced_accuracy_score
    [macroF1, 0.7333333333333334, 0.5727370689655172], // f1_score(average="macro")
    [matthewsCorrelation, 0.47809144373375745, 0.20938854754633512], // matthews_corrcoef
    [expectedCalibrationError(), 0.19583333333333333, 0.269672131147541], // numpy: bins min(int(15 p), 14), Σ |Σ w p − Σ w y| ÷ Σ w
  ];
  holds(golden, judgedOf(truth, stated, undefined, ["no", "yes"]), judgedOf(truth, stated, weight, ["no", "yes"]));
});

describe("multiclass metrics agree with scikit-learn on ties and weights", () => {
  const classes = ["a", "b", "c", "d"];
  const truth = [0, 1, 2, 0, 3, 2, 1, 0, 2, 2];
  const weight = [1, 2, 0.5, 1, 3, 1, 1, 2, 1.5, 1];
  // q = (7i + 5k + (ik mod 3)) mod 11 + 1 for row i and class k, row 3 replaced by 2 2 1 2, each row divided by its sum.
  const probabilities = truth.flatMap((_, i) => {
    const raw = i === 3 ? [2, 2, 1, 2] : classes.map((_, k) => ((i * 7 + k * 5 + ((i * k) % 3)) % 11) + 1);
    const sum = raw.reduce((total, value) => total + value, 0);
    return raw.map((value) => value / sum);
  });
  const golden: Golden = [
    [logLoss, 1.7735890251308597, 1.6505419916498927], // log_loss
    [brier, 0.9147531407632588, 0.8670787972968991], // brier_score_loss
    [accuracy, 0.2, 0.2857142857142857], // accuracy_score(y, argmax)
    [macroAccuracy, 0.3333333333333333, 0.3125], // balanced_accuracy_score
    [macroF1, 0.25, 0.2589285714285714], // f1_score(average="macro")
    [matthewsCorrelation, -0.06947125179709106, 0.05517372590682453], // matthews_corrcoef
    [topKAccuracy({ k: 2 }), 0.2, 0.2857142857142857], // top_k_accuracy_score(k=2)
    [topKAccuracy({ k: 3 }), 0.9, 0.9285714285714286], // top_k_accuracy_score(k=3)
  ];
  holds(golden, judgedOf(truth, probabilities, undefined, classes), judgedOf(truth, probabilities, weight, classes));

  it("ece of the most probable class is 0.398528", () => {
    // The numpy line above with p = the largest probability and y = whether it was right.
    expect(measure(expectedCalibrationError(), judgedOf(truth, probabilities, undefined, classes))).toBeCloseTo(0.3985277287336784, 12);
  });
});

describe("regression metrics agree with scikit-learn on weights", () => {
  const truth = [3, 0.5, 2, 7, 4.25, 10, 120, 0.25];
  const predicted = [2.5, 0, 2, 8, 4.5, 7, 150, 1];
  const weight = [1, 2, 0.5, 1, 3, 1, 0.1, 2];
  const golden: Golden = [
    [rmse, 10.671955069245747, 3.102988516873541], // root_mean_squared_error
    [rmsle, 0.2668434087963214, 0.2938240187176439], // root_mean_squared_log_error
    [mae, 4.5, 1.0141509433962264], // mean_absolute_error
    [mape, 0.6147934173669468, 0.8312258865810475], // mean_absolute_percentage_error
    [rSquared, 0.923301134330871, 0.9293290633604316], // r2_score
    [pinball({ quantile: 0.9 }), 0.8499999999999999, 0.4410377358490567], // mean_pinball_loss(alpha=.9)
    [pinball({ quantile: 0.2 }), 3.3000000000000003, 0.5566037735849058], // mean_pinball_loss(alpha=.2)
  ];
  holds(golden, judgedOf(truth, predicted), judgedOf(truth, predicted, weight));

  it("mdape is numpy's median of the relative errors, 0.208333", () => {
    expect(measure(medianAbsolutePercentageError, judgedOf(truth, predicted))).toBeCloseTo(0.20833333333333331, 12);
  });
});

describe("normalised discounted cumulative gain", () => {
  // ndcg_score([2.**y - 1], [s], k=3) of scikit-learn 1.9.1 for each query: 0.307559 and 0.814537; ties share their places there too.
  const grades = [3, 2, 0, 1, 2, 0, 0, 1, 4, 0, 0, 0];
  const scores = [0.3, 0.9, 0.9, 0.1, 0.5, 0.5, 1, 2, 3, 3, 5, 6];
  const search = { kind: "number", values: Float64Array.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3) } as const;
  const judged = { ...judgedOf(grades, scores), table: new Table("rows", { search }) };

  it("is scikit-learn's of each query, mean over queries that have something to find", () => {
    const expected = (0.30755888050572033 + 0.8145371614172116) / 2;
    expect(measure(ndcgAtK({ query: "search", k: 3 }), judged)).toBeCloseTo(expected, 12);
  });

  it("is NaN where no query has anything to find, and refuses k = 0", () => {
    expect(measure(ndcgAtK({ query: "search", k: 3 }), { ...judged, truth: new Float64Array(12) })).toBeNaN();
    expect(() => ndcgAtK({ query: "search", k: 0 })).toThrow("MODELING_SETTING_INVALID");
  });
});

describe("rank correlation", () => {
  const truth = [1, 2, 2, 4, 5, 5, 5, 8];
  const predicted = [1, 1, 3, 2, 9, 9, 4, 6];
  const half = { kind: "number", values: Float64Array.from(truth, (_, row) => Math.floor(row / 4)) } as const;
  const judged = { ...judgedOf(truth, predicted), table: new Table("rows", { half }) };

  it("is scipy's spearmanr, equal values included", () => {
    expect(measure(rankCorrelation(), judged)).toBeCloseTo(0.8262304062195839, 12);
  });

  it("within groups is the mean of their correlations", () => {
    expect(measure(rankCorrelation({ within: "half" }), judged)).toBeCloseTo(0.11391723651204572, 12);
  });

  it("leaves out groups in which the prediction does not vary, and is NaN when none does", () => {
    const flat = { ...judged, prediction: { ...judged.prediction, values: Float64Array.of(1, 1, 1, 1, 1, 2, 3, 4) } };
    const second = measure(rankCorrelation(), judgedOf(truth.slice(4), [1, 2, 3, 4]));
    expect(measure(rankCorrelation({ within: "half" }), flat)).toBeCloseTo(second, 12);
    expect(measure(rankCorrelation(), judgedOf(truth, new Array(8).fill(3)))).toBeNaN();
  });
});

describe("card precision", () => {
  const rows = Array.from({ length: 60 }, (_, row) => row);
  const judged: Judged = {
    ...judgedOf(
      rows.map((row) => ((row * 5) % 7 === 0 ? 1 : 0)),
      rows.map((row) => ((row * 37) % 61) / 61),
      undefined,
      ["genuine", "fraud"],
    ),
    table: new Table("cards", {
      card: { kind: "number", values: Float64Array.from(rows, (row) => (row * 7) % 11) },
      time: { kind: "timestamp", values: Float64Array.from(rows, (row) => 1.5e12 - (1.5e12 % 864e5) + 864e5 * Math.floor((row * 4) / 60)) },
    }),
  };

  // Golden values: a loop in Python over days, dictionaries of cards and a set of detected cards, as the fraud handbook defines it.
  it("agrees with the handbook's definition for 3 and for 5 cards a day", () => {
    expect(measure(cardPrecisionAtK({ entity: "card", time: "time", k: 3 }), judged)).toBeCloseTo(0.3333333333333333, 12);
    expect(measure(cardPrecisionAtK({ entity: "card", time: "time", k: 5 }), judged)).toBeCloseTo(0.35, 12);
  });

  it("does not count a card again that was found the day before", () => {
    const table = new Table("cards", {
      card: { kind: "category", codes: Int32Array.of(0, 1, 0, 1), dictionary: ["x", "y"] },
      day: { kind: "number", values: Float64Array.of(1, 1, 2, 2) },
    });
    const twoDays: Judged = { ...judgedOf([1, 0, 1, 0], [0.9, 0.1, 0.9, 0.1], undefined, ["genuine", "fraud"]), table };
    // Day 1: x is found. Day 2: x is gone, y is checked for nothing.
    expect(measure(cardPrecisionAtK({ entity: "card", time: "day", k: 1 }), twoDays)).toBe(0.5);
  });

  it("refuses a time column that holds no time", () => {
    const named = { ...judged, table: judged.table.with({ time: { kind: "text", values: rows.map(String) } }) };
    expect(() => measure(cardPrecisionAtK({ entity: "card", time: "time", k: 3 }), named)).toThrow(
      /MODELING_METRIC_COLUMN.*"time" holds text/,
    );
  });
});
