import { describe, expect, it } from "vitest";
import { random, type Tree, walkTrees } from "../../../kernels/index.ts";
import type { Examples, FitContext, FitProgress } from "../../estimator.ts";
import { rmse } from "../../metrics/rmse.ts";
import { rocAuc } from "../../metrics/roc-auc.ts";
import { boostedTrees } from "../boosted-trees.ts";
import { fittedTrees } from "../fitted-trees.ts";
import { absolute } from "../objectives/absolute.ts";
import { acceleratedFailureTime } from "../objectives/accelerated-failure-time.ts";
import { binaryLogLoss } from "../objectives/binary-log-loss.ts";
import { cox } from "../objectives/cox.ts";
import { customObjective } from "../objectives/custom-objective.ts";
import { huber } from "../objectives/huber.ts";
import { lambdaRank } from "../objectives/lambda-rank.ts";
import type { Objective } from "../objectives/objective.ts";
import { poisson } from "../objectives/poisson.ts";
import { quantiles } from "../objectives/quantiles.ts";
import { softmaxLogLoss } from "../objectives/softmax-log-loss.ts";
import { squared } from "../objectives/squared.ts";
import { tweedie } from "../objectives/tweedie.ts";
import type { BoostingSettings } from "./boosting-settings.ts";
import { DroppedRounds } from "./drop-trees.ts";
import { refitLeaves } from "./refit-leaves.ts";
import { trainTrees } from "./train-trees.ts";

const COLUMNS = 5;
const regression: FitContext = { task: { kind: "regression", classes: 0 }, seed: 3 };
const binary: FitContext = { task: { kind: "binary", classes: 2 }, seed: 3 };

/** A bent and interacting signal of the first three of five columns, with noise. */
function examples(rows: number, seed: number, noise = 0.3, label: (signal: number) => number = (signal) => signal): Examples {
  const draw = random(seed);
  const values = Float32Array.from({ length: rows * COLUMNS }, () => draw.normal());
  const truth = Float64Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0] = values.subarray(row * COLUMNS, row * COLUMNS + 3);
    return label(Math.sin(2 * a) + (b > 0 ? c : -c) + noise * draw.normal());
  });
  return { features: { rows, dense: { rows, columns: COLUMNS, values } }, truth };
}

const train = (settings: Partial<BoostingSettings>, from = examples(600, 1), context = regression) =>
  trainTrees("boosted_trees", from, { objective: squared(), rounds: 40, minimumLeafRows: 5, ...settings }, context);

async function errorOf(settings: Partial<BoostingSettings>, from = examples(600, 1)): Promise<number> {
  const { ensemble } = await train(settings, from);
  const fresh = examples(600, 2, 0);
  const predicted = fittedTrees("t", ensemble).predict(fresh.features).values;
  return Math.sqrt(predicted.reduce((sum, value, row) => sum + (value - (fresh.truth[row] ?? 0)) ** 2, 0) / 600);
}

describe("trainTrees", () => {
  it("learns what it cannot have remembered", async () => {
    expect(await errorOf({ rounds: 100 })).toBeLessThan(0.6);
  });

  it.each<[string, Partial<BoostingSettings>]>([
    ["rows drawn at random", { rowShare: 0.5 }],
    ["columns drawn per tree", { columnShare: 0.6 }],
    ["columns drawn per node", { nodeColumnShare: 0.5 }],
    ["rows drawn by gradient", { gradientSampling: { top: 0.3, others: 0.2 } }],
    ["dropout", { dropout: { share: 0.1, skip: 0.3 } }],
    ["level by level", { growth: "depth_wise", maximumDepth: 4 }],
    ["random thresholds", { randomThresholds: true }],
  ])("learns with %s, the same again from the same seed and something else from another", async (_, settings) => {
    expect(await errorOf({ rounds: 100, ...settings })).toBeLessThan(0.8);
    const [one, two] = [await train(settings), await train(settings)];
    expect(two).toEqual(one);
    const isRandom = settings.growth === undefined;
    const other = await train(settings, undefined, { ...regression, seed: 4 });
    if (isRandom) expect(other.ensemble.trees).not.toEqual(one.ensemble.trees);
  });

  it("takes dropped rounds out of the scores and puts them back with less weight", async () => {
    const from = examples(200, 1);
    const matrix = from.features.dense ?? { rows: 0, columns: 0, values: new Float32Array(0) };
    const { ensemble } = await train({ rounds: 4 }, from);
    const rounds = ensemble.trees.map((tree) => [tree]);
    const sumOf = (trees: readonly Tree[]): Float64Array =>
      walkTrees({ columns: COLUMNS, outputs: 1, base: new Float64Array(1), trees }, matrix.values, 200);
    const scores = sumOf(ensemble.trees);
    const dropped = new DroppedRounds([0, 2], rounds, matrix, scores);
    sumOf([ensemble.trees[1], ensemble.trees[3]].filter((tree) => tree !== undefined)).forEach((score, row) => {
      expect(scores[row]).toBeCloseTo(score, 12);
    });
    expect(dropped.newWeight).toBeCloseTo(1 / 3, 12);
    dropped.putBack(rounds);
    expect(rounds[0]?.[0]?.value[0]).toBeCloseTo((2 / 3) * (ensemble.trees[0]?.value[0] ?? 0), 12);
    sumOf(rounds.flat()).forEach((score, row) => {
      expect(scores[row]).toBeCloseTo(score, 12);
    });
  });

  it("stops by a part of the training rows and learns again from all of them", async () => {
    const from = examples(800, 1, 1);
    const settings = { rounds: 400, learningRate: 0.3, rowShare: 1, earlyStopping: { patience: 10 } } as const;
    const { rounds, history, ensemble } = await train(settings, from);
    expect(rounds).toBeLessThan(100);
    expect(history["squared"]?.length).toBe(rounds + 10);
    expect(ensemble.trees[0]?.nodeRows[0]).toBe(800);
    const best = Math.min(...(history["squared"] ?? []));
    expect(history["squared"]?.[rounds - 1]).toBe(best);
  });

  it("stops by the validation rows where it is told to, on any metric", async () => {
    const validation = examples(400, 5, 1);
    const settings = { rounds: 300, learningRate: 0.3, earlyStopping: { patience: 5, metric: rmse, on: "validation" } } as const;
    const { rounds, history } = await train(settings, examples(600, 1, 1), { ...regression, validation });
    expect(rounds).toBeLessThan(100);
    expect(Object.keys(history)).toEqual(["rmse"]);
    const label = (signal: number): number => Number(signal > 0);
    const stopped = await train(
      { ...settings, objective: binaryLogLoss(), earlyStopping: { patience: 5, metric: rocAuc } },
      examples(600, 1, 1, label),
      binary,
    );
    expect(history["rmse"]?.length).toBe(rounds + 5);
    expect(stopped.history["roc_auc"]?.[stopped.rounds - 1]).toBe(Math.max(...(stopped.history["roc_auc"] ?? [])));
  });

  it("goes on from a model as if it had never stopped", async () => {
    const whole = await train({ rounds: 20 });
    const half = await train({ rounds: 10 });
    const other = await train({ rounds: 10, startFrom: half.ensemble });
    const rows = examples(50, 9).features;
    const [one, two] = [whole, other].map(({ ensemble }) => fittedTrees("t", ensemble).scores(rows));
    one?.forEach((score, row) => {
      expect(two?.[row]).toBeCloseTo(score, 5);
    });
    expect(other.ensemble.trees.length).toBe(20);
  });

  it("refuses to go on from a model of another shape", async () => {
    const half = await train({ rounds: 2 });
    const label = (signal: number): number => Number(signal > 0);
    await expect(train({ objective: binaryLogLoss(), startFrom: half.ensemble }, examples(100, 1, 1, label), binary)).rejects.toThrow(
      /MODELING_SETTING_INVALID.*"identity".*"sigmoid"/,
    );
  });

  it("refits leaves on new rows and keeps the splits", async () => {
    const { ensemble } = await train({ rounds: 30 });
    const moved = examples(600, 6, 0.3, (signal) => signal + 5);
    const refitted = refitLeaves(ensemble, moved, { objective: squared(), keep: 0 });
    expect(refitted.trees.map((tree) => tree.threshold)).toEqual(ensemble.trees.map((tree) => tree.threshold));
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const predicted = fittedTrees("t", refitted).predict(moved.features).values;
    // 30 steps of a tenth each leave 0.9³⁰ of the way, and the penalty a little more.
    expect(Math.abs(mean(predicted) - mean(moved.truth))).toBeLessThan(0.4);
    expect(refitLeaves(ensemble, moved, { objective: squared(), keep: 1 }).trees).toEqual(ensemble.trees);
  });

  it("keeps the best rounds so far when it is stopped, where asked, and throws elsewhere", async () => {
    const stopAfter = (rounds: number): { context: FitContext; seen: FitProgress[] } => {
      const controller = new AbortController();
      const seen: FitProgress[] = [];
      const onProgress = (progress: FitProgress): void => {
        seen.push(progress);
        if (progress.step === rounds) controller.abort();
      };
      return { context: { ...regression, validation: examples(100, 7), signal: controller.signal, onProgress }, seen };
    };
    const kept = stopAfter(7);
    const { ensemble, aborted } = await train({ whenAborted: "keep" }, undefined, kept.context);
    expect([ensemble.trees.length, aborted]).toEqual([7, true]);
    expect(kept.seen[6]).toMatchObject({ step: 7, steps: 40, values: { squared: expect.any(Number) } });
    await expect(train({}, undefined, stopAfter(7).context)).rejects.toThrow(/MODELING_ABORTED/);
    const model = await boostedTrees({ rounds: 30, whenAborted: "keep" }).fit(examples(200, 1), stopAfter(4).context);
    expect(model.learned).toMatchObject({ trees: 4, stopped: "by the caller" });
  });

  it("lets other work of the process run between trees", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await train({ rounds: 60 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });
});

describe("objectives in boosting", () => {
  const times = examples(500, 1, 0.2, (signal) => Math.exp(signal));
  const upper = times.truth.map((time, row) => (row % 4 === 0 ? Infinity : time));
  const grades = examples(500, 1, 0.2, (signal) => Math.max(0, Math.min(3, Math.round(signal + 1))));
  const cases: readonly [Objective, Examples][] = [
    [squared(), examples(500, 1)],
    [absolute(), examples(500, 1)],
    [huber({ delta: 0.5 }), examples(500, 1)],
    [quantiles([0.1, 0.9]), examples(500, 1)],
    [poisson(), examples(500, 1, 0.2, (signal) => Math.max(0, Math.round(signal + 2)))],
    [tweedie(), examples(500, 1, 0.2, (signal) => Math.max(0, signal))],
    [binaryLogLoss(), examples(500, 1, 0.2, (signal) => Number(signal > 0))],
    [softmaxLogLoss(3), examples(500, 1, 0.2, (signal) => (signal > 0.5 ? 2 : signal > -0.5 ? 1 : 0))],
    [lambdaRank(), { ...grades, group: Int32Array.from({ length: 500 }, (_, row) => Math.floor(row / 20)) }],
    [cox(), { ...times, upper }],
    [acceleratedFailureTime({ distribution: "logistic", scale: 0.5 }), { ...times, upper }],
    [
      customObjective({
        name: "fourth_power",
        gradients: (scores, { truth }, gradient, hessian) => {
          truth.forEach((y, row) => {
            const error = (scores[row] ?? 0) - y;
            gradient[row] = error ** 3;
            hessian[row] = 3 * error ** 2 + 0.1;
          });
        },
        loss: (scores, { truth, rows }) => truth.reduce((sum, y, row) => sum + ((scores[row] ?? 0) - y) ** 4 / 4, 0) / rows,
      }),
      examples(500, 1),
    ],
  ];

  it.each(cases.map(([objective, from]) => ({ name: objective.name, objective, from })))(
    "$name falls on rows that were not learned from",
    async ({ objective, from }) => {
      const { rounds, history } = await train({ objective, rounds: 60, earlyStopping: { patience: 60, share: 0.3 } }, from);
      const losses = history[objective.name] ?? [];
      expect(rounds).toBeGreaterThan(5);
      expect(losses[rounds - 1]).toBeLessThan(objective.name === "one_minus_ndcg" ? 0.9 * (losses[0] ?? 0) : (losses[0] ?? 0));
    },
  );

  it("quantiles hold their shares of truths", async () => {
    const from = examples(2000, 1, 0.5);
    const { ensemble } = await train({ objective: quantiles([0.1, 0.9]), rounds: 60, minimumLeafRows: 30 }, from);
    const fresh = examples(2000, 2, 0.5);
    const scores = fittedTrees("t", ensemble).scores(fresh.features);
    const below = (k: number): number => fresh.truth.filter((y, row) => y <= (scores[2 * row + k] ?? 0)).length / 2000;
    expect(below(0)).toBeGreaterThan(0.05);
    expect(below(0)).toBeLessThan(0.22);
    expect(below(1)).toBeGreaterThan(0.78);
    expect(below(1)).toBeLessThan(0.95);
  });

  it("class weights count as row weights", async () => {
    const from = examples(300, 1, 0.5, (signal) => Number(signal > 1));
    const one = await train({ objective: binaryLogLoss(), classWeights: [1, 3] }, from, binary);
    const two = await train({ objective: binaryLogLoss() }, { ...from, weight: from.truth.map((code) => (code === 1 ? 3 : 1)) }, binary);
    expect(one.ensemble).toEqual(two.ensemble);
  });
});
