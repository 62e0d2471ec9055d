import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import { absolute } from "./absolute.ts";
import { acceleratedFailureTime } from "./accelerated-failure-time.ts";
import { binaryLogLoss } from "./binary-log-loss.ts";
import { cox } from "./cox.ts";
import { customObjective } from "./custom-objective.ts";
import { huber } from "./huber.ts";
import { lambdaRank } from "./lambda-rank.ts";
import type { Labels, Objective } from "./objective.ts";
import { oneVsRestLogLoss } from "./one-vs-rest-log-loss.ts";
import { poisson } from "./poisson.ts";
import { quantiles } from "./quantiles.ts";
import { softmaxLogLoss } from "./softmax-log-loss.ts";
import { squared } from "./squared.ts";
import { tweedie } from "./tweedie.ts";

const ROWS = 40;

/** Random rows with weights; `truth` draws one label. */
function labelledRows(
  truth: (draw: ReturnType<typeof random>) => number,
  more: (truth: Float64Array) => Partial<Labels> = () => ({}),
): Labels {
  const draw = random(4).fork("labels");
  const values = Float64Array.from({ length: ROWS }, () => truth(draw));
  return { rows: ROWS, truth: values, weight: Float64Array.from(values, () => 0.5 + draw.next()), ...more(values) };
}

/** Some times seen, some known between bounds, some still open. */
function upperBounds(truth: Float64Array): Partial<Labels> {
  return { upper: truth.map((time, row) => (row % 3 === 0 ? Infinity : row % 3 === 1 ? time * 1.7 : time)) };
}

const logCosh = customObjective({
  name: "log_cosh",
  gradients: (scores, { rows, truth, weight }, gradient, hessian) => {
    for (let row = 0; row < rows; row++) {
      const w = weight?.[row] ?? 1;
      const slope = Math.tanh((scores[row] ?? 0) - (truth[row] ?? 0));
      gradient[row] = w * slope;
      hessian[row] = w * (1 - slope ** 2);
    }
  },
  loss: (scores, { truth, weight }) => {
    const total = truth.reduce((sum, y, row) => sum + (weight?.[row] ?? 1) * Math.log(Math.cosh((scores[row] ?? 0) - y)), 0);
    return total / (weight?.reduce((sum, w) => sum + w, 0) ?? truth.length);
  },
  initialScores: () => Float64Array.of(0),
});

/** Every objective with labels that it can learn. */
const cases: readonly { title: string; objective: Objective; labels: Labels; noInitial?: string }[] = [
  { title: "squared", objective: squared(), labels: labelledRows((draw) => draw.normal()) },
  { title: "absolute", objective: absolute(), labels: labelledRows((draw) => draw.normal()) },
  { title: "huber", objective: huber({ delta: 0.7 }), labels: labelledRows((draw) => 3 * draw.normal()) },
  { title: "quantiles", objective: quantiles([0.1, 0.5, 0.8]), labels: labelledRows((draw) => draw.normal()) },
  { title: "poisson", objective: poisson(), labels: labelledRows((draw) => draw.poisson(3)) },
  { title: "tweedie", objective: tweedie({ power: 1.4 }), labels: labelledRows((draw) => Math.max(0, draw.normal())) },
  { title: "binary", objective: binaryLogLoss(), labels: labelledRows((draw) => draw.integer(2)) },
  { title: "softmax", objective: softmaxLogLoss(3), labels: labelledRows((draw) => draw.integer(3)) },
  { title: "one versus rest", objective: oneVsRestLogLoss(3), labels: labelledRows((draw) => draw.integer(3)) },
  { title: "cox, all seen, with ties", objective: cox(), labels: labelledRows((draw) => 1 + draw.integer(12)) },
  {
    title: "cox, some open",
    objective: cox(),
    labels: labelledRows(
      (draw) => 1 + draw.integer(12),
      (truth) => ({ upper: truth.map((time, row) => (row % 4 === 0 ? Infinity : time)) }),
    ),
  },
  ...(["normal", "logistic", "extreme"] as const).map((distribution) => ({
    title: `accelerated failure time, ${distribution}`,
    objective: acceleratedFailureTime({ distribution, scale: 1.5 }),
    labels: labelledRows((draw) => 0.5 + draw.exponential(), upperBounds),
  })),
  { title: "custom", objective: logCosh, labels: labelledRows((draw) => draw.normal()), noInitial: "its start is the user's" },
];

/** Total, not mean, loss: what the derivatives belong to. */
function totalLoss(objective: Objective, scores: Float64Array, labels: Labels): number {
  const total = labels.weight?.reduce((sum, w) => sum + w, 0) ?? labels.rows;
  // The pinball loss is also a mean over its outputs.
  return objective.loss(scores, labels) * total * (objective.name === "pinball" ? objective.outputs : 1);
}

function withStep(scores: Float64Array, at: number, step: number): Float64Array {
  const moved = scores.slice();
  moved[at] = (moved[at] ?? 0) + step;
  return moved;
}

describe.each(cases)("objective $title", ({ objective, labels, noInitial }) => {
  const draw = random(8).fork("scores");
  const scores = Float64Array.from({ length: objective.outputs * labels.rows }, () => 0.7 * draw.normal());
  const gradient = new Float32Array(scores.length);
  const hessian = new Float32Array(scores.length);
  objective.gradients(scores, labels, gradient, hessian);

  it("accepts its labels", () => objective.check(labels));

  it("has the gradient of its loss", () => {
    const step = 1e-6;
    for (let at = 0; at < scores.length; at++) {
      const rise = totalLoss(objective, withStep(scores, at, step), labels) - totalLoss(objective, withStep(scores, at, -step), labels);
      expect(gradient[at], `score ${at}`).toBeCloseTo(rise / (2 * step), 4);
    }
  });

  it("has the second derivative of its loss, or a bound above it", () => {
    const step = 1e-3;
    for (let at = 0; at < scores.length; at++) {
      const [before, here, after] = [-step, 0, step].map((moved) => totalLoss(objective, withStep(scores, at, moved), labels));
      const bend = ((before ?? 0) - 2 * (here ?? 0) + (after ?? 0)) / step ** 2;
      const isKink = objective.leafQuantiles !== undefined;
      if (objective.curvature === "exact") expect(hessian[at], `score ${at}`).toBeCloseTo(bend, 3);
      else if (!isKink) expect(hessian[at]).toBeGreaterThanOrEqual(bend - 1e-3);
      expect(hessian[at]).toBeGreaterThanOrEqual(0);
    }
  });

  it.skipIf(noInitial !== undefined)("starts from the constant with the least loss", () => {
    const initial = objective.initialScores(labels);
    const spread = (values: Float64Array): Float64Array =>
      Float64Array.from({ length: objective.outputs * labels.rows }, (_, at) => values[Math.floor(at / labels.rows)] ?? 0);
    const least = objective.loss(spread(initial), labels);
    for (let k = 0; k < objective.outputs; k++) {
      for (const step of [-0.05, 0.05]) {
        expect(objective.loss(spread(withStep(initial, k, step)), labels)).toBeGreaterThanOrEqual(least - 1e-9);
      }
    }
  });

  it("counts a row of weight 2 as two rows", () => {
    const { truth, upper } = labels;
    const once = { ...labels, weight: labels.truth.map((_, row) => (row === 5 ? 2 : 1)) };
    const again = (values: Float64Array): Float64Array => Float64Array.of(...values, values[5] ?? 0);
    const repeated: Labels = {
      rows: labels.rows + 1,
      truth: again(truth),
      ...(upper === undefined ? {} : { upper: again(upper) }),
    };
    const longer = Float64Array.from({ length: objective.outputs * repeated.rows }, (_, at) => {
      const [k, row] = [Math.floor(at / repeated.rows), at % repeated.rows];
      return scores[k * labels.rows + (row < labels.rows ? row : 5)] ?? 0;
    });
    expect(objective.loss(longer, repeated)).toBeCloseTo(objective.loss(scores, once), 9);
  });
});

describe("objective domains", () => {
  it.each([
    [poisson(), [-1]],
    [tweedie(), [-0.5]],
    [binaryLogLoss(), [0.5]],
    [cox(), [0]],
    [acceleratedFailureTime(), [-3]],
  ] as const)("refuse labels outside them: $name", (objective, truth) => {
    expect(() => objective.check({ rows: 1, truth: Float64Array.from(truth) })).toThrow(/MODELING_TARGET_OUTSIDE.*row 0/);
  });

  it("refuse class codes that do not exist", () => {
    expect(() => softmaxLogLoss(3).check({ rows: 2, truth: Float64Array.of(0, 3) })).toThrow(/MODELING_TARGET_CLASS_UNKNOWN.*row 1/);
  });

  it("refuse times whose latest is before the earliest", () => {
    const labels = { rows: 1, truth: Float64Array.of(5), upper: Float64Array.of(4) };
    expect(() => acceleratedFailureTime().check(labels)).toThrow(/MODELING_TARGET_OUTSIDE/);
  });

  it.each([
    () => huber({ delta: 0 }),
    () => tweedie({ power: 2 }),
    () => quantiles([]),
    () => quantiles([0.9, 0.1]),
    () => quantiles([1.5]),
    () => softmaxLogLoss(1),
    () => lambdaRank({ truncation: 0 }),
    () => acceleratedFailureTime({ scale: -1 }),
  ])("refuse settings outside their ranges: %s", (make) => {
    expect(make).toThrow(/MODELING_SETTING_INVALID/);
  });

  it("refuse derivatives that no tree can learn from", () => {
    const broken = customObjective({ name: "broken", gradients: (_, __, gradient) => gradient.fill(Number.NaN), loss: () => 0 });
    const labels = { rows: 1, truth: Float64Array.of(1) };
    expect(() => broken.gradients(Float64Array.of(0), labels, new Float32Array(1), new Float32Array(1))).toThrow(
      /MODELING_DERIVATIVE_INVALID/,
    );
  });
});

describe("lambdaRank", () => {
  const grades = Float64Array.of(2, 0, 1, 0, 0, 3, 1);
  const group = Int32Array.of(1, 1, 1, 1, 2, 2, 2);
  const labels: Labels = { rows: 7, truth: grades, group };

  it("pushes better rows up against worse ones of the same query, and nothing across queries", () => {
    const gradient = new Float32Array(7);
    const hessian = new Float32Array(7);
    lambdaRank().gradients(new Float64Array(7), labels, gradient, hessian);
    expect(gradient[0]).toBeLessThan(0);
    expect(gradient[1]).toBeGreaterThan(0);
    const sum = (from: number, to: number): number => gradient.slice(from, to).reduce((total, value) => total + value, 0);
    expect(sum(0, 4)).toBeCloseTo(0, 6);
    expect(sum(4, 7)).toBeCloseTo(0, 6);
    expect(hessian.every((value) => value >= 0)).toBe(true);
  });

  it("has 1 − NDCG@k as its loss", () => {
    // Query 1 in the order of rows 1, 0, 2, 3: gains 0, 3, 1; best 3, 1. Query 2 is ranked right.
    const scores = Float64Array.of(3, 4, 2, 1, 0, 9, 5);
    const got = 3 / Math.log2(3) + 1 / 2;
    const best = 3 + 1 / Math.log2(3);
    expect(lambdaRank({ at: 3 }).loss(scores, labels)).toBeCloseTo((1 - got / best) / 2, 12);
  });

  it("needs queries side by side", () => {
    expect(() => lambdaRank().check({ rows: 1, truth: Float64Array.of(1) })).toThrow(/MODELING_GROUPS_MISSING/);
    expect(() => lambdaRank().check({ ...labels, group: Int32Array.of(1, 2, 1, 1, 2, 2, 2) })).toThrow(/MODELING_GROUPS_MISSING.*row 2/);
  });
});
