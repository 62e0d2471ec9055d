import assert from "node:assert/strict";
import { MillwrightError } from "../errors/index.ts";
import type { FeatureMatrix } from "../kernels/index.ts";
import {
  type Estimator,
  type EstimatorCheck,
  type Examples,
  type FitContext,
  type Fitted,
  hasClasses,
  type Prediction,
  type TaskShape,
} from "../modeling/index.ts";
import { newGraph, openGraph } from "../onnx/index.ts";
import { exampleMatrix, type Layout, learnable, rowsOfMatrix, sparseBags } from "./learnable-examples.ts";
import type { ContractCheck } from "./op-contract.ts";

/** A check that may be left out for a reason. */
export interface EstimatorContractCheck extends ContractCheck {
  /** Why it does not apply; undefined where it does. */
  readonly skip: string | undefined;
}

/** One way to try an estimator: a kind of task on a kind of features. */
interface Trial {
  readonly make: () => Estimator;
  readonly kind: TaskShape["kind"];
  readonly layout: Layout;
}

const ROWS = 240;
const shapes: Readonly<Record<TaskShape["kind"], TaskShape>> = {
  binary: { kind: "binary", classes: 2 },
  multiclass: { kind: "multiclass", classes: 3 },
  regression: { kind: "regression", classes: 0 },
  ranking: { kind: "ranking", classes: 0 },
};

function contextOf({ kind }: Trial, more: Partial<FitContext> = {}): FitContext {
  return { task: shapes[kind], seed: 7, ...more };
}

function learn(
  trial: Trial,
  examples: Examples = learnable(trial.kind, trial.layout, ROWS),
  more: Partial<FitContext> = {},
): Promise<Fitted> {
  return trial.make().fit(examples, contextOf(trial, more));
}

/** Right shape, finite, and probabilities where there should be. */
function assertPrediction(prediction: Prediction, rows: number, { kind, classes }: TaskShape): void {
  const width = kind === "multiclass" ? classes : 1;
  assert.deepEqual([prediction.rows, prediction.width, prediction.values.length], [rows, width, rows * width]);
  assert.ok(prediction.values.every(Number.isFinite), "every prediction is finite");
  if (!hasClasses(kind)) return;
  assert.ok(
    prediction.values.every((value) => value >= 0 && value <= 1),
    "probabilities are in [0, 1]",
  );
  if (kind === "binary") return;
  for (let row = 0; row < rows; row++) {
    const sum = prediction.values.subarray(row * width, (row + 1) * width).reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5, `probabilities of row ${row} sum to ${sum}`);
  }
}

/** Finite predictions, or an error with a code: nothing between. */
async function assertHandled(trial: Trial, examples: Examples): Promise<void> {
  let model: Fitted;
  try {
    model = await learn(trial, examples);
  } catch (error) {
    assert.ok(error instanceof MillwrightError, `threw ${String(error)}, which has no code`);
    return;
  }
  const features = exampleMatrix(trial.layout, 20, 3);
  assertPrediction(model.predict(features), 20, shapes[trial.kind]);
}

async function checkSettings({ make }: Trial): Promise<void> {
  const { name, settings } = make();
  assert.match(name, /^[a-z][a-z0-9_]*$/, "the name is snake case");
  assert.deepEqual(JSON.parse(JSON.stringify(settings)), settings, "settings survive JSON");
}

async function checkImmutability(trial: Trial): Promise<void> {
  const examples = learnable(trial.kind, trial.layout, ROWS);
  const before = structuredClone(examples);
  const model = await learn(trial, examples);
  const first = model.predict(examples.features);
  const kept = Float64Array.from(first.values);
  assert.deepEqual(examples, before, "fitting and predicting leave the examples as they were");
  first.values.fill(0.5);
  assert.deepEqual(model.predict(examples.features).values, kept, "changing an answer does not change the model");
}

async function checkDeterminism(trial: Trial): Promise<void> {
  const features = exampleMatrix(trial.layout, 50, 3);
  const [one, two] = [await learn(trial), await learn(trial)];
  assert.deepEqual(one.predict(features).values, two.predict(features).values);
  assert.deepEqual(one.learned, two.learned);
}

async function checkPrediction(trial: Trial): Promise<void> {
  const model = await learn(trial);
  const features = exampleMatrix(trial.layout, 50, 3);
  const batch = model.predict(features);
  assertPrediction(batch, 50, shapes[trial.kind]);
  const first = model.predict(rowsOfMatrix(features, 0, 1));
  first.values.forEach((value, at) => {
    assert.ok(Math.abs(value - (batch.values[at] ?? Number.NaN)) <= 1e-9, "a row alone is answered as in a batch");
  });
}

/** What a model's graph answers: its predictions, and its bounds where it has some. */
async function runGraph(model: Fitted, layout: Layout, features: FeatureMatrix): Promise<Record<string, ArrayLike<number>>> {
  const graph = newGraph("contract");
  const columns = features.dense?.columns ?? 0;
  const bags = features.sparse === undefined ? undefined : sparseBags(features.sparse);
  const inputs = {
    ...(layout !== "sparse" ? { dense: graph.input("dense", "float32", ["N", columns]) } : {}),
    ...(layout === "sparse"
      ? { sparse: { index: graph.input("index", "int64", ["N", "L"]), weight: graph.input("weight", "float32", ["N", "L"]) } }
      : {}),
  };
  const output = model.emit(inputs);
  assert.equal(output.type, "float32");
  graph.output("values", output);
  for (const [name, bound] of Object.entries(model.emitBounds?.(inputs, output) ?? {})) graph.output(name, bound);
  const session = await openGraph(graph.bytes());
  const { rows } = features;
  const feeds =
    bags === undefined
      ? { dense: { type: "float32", shape: [rows, columns], data: features.dense?.values ?? new Float32Array(0) } as const }
      : ({
          index: { type: "int64", shape: [rows, bags.length], data: bags.index },
          weight: { type: "float32", shape: [rows, bags.length], data: bags.weight },
        } as const);
  const results = await session.run(feeds);
  await session.close();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]));
}

async function checkParity(trial: Trial): Promise<void> {
  const model = await learn(trial);
  for (const rows of [50, 1]) {
    const features = exampleMatrix(trial.layout, rows, 3);
    const predicted = model.predict(features);
    const graphed = await runGraph(model, trial.layout, features);
    for (const part of ["values", "low", "high"] as const) {
      const expected = predicted[part] ?? new Float64Array(0);
      assert.equal(graphed[part]?.length ?? 0, expected.length);
      expected.forEach((value, at) => {
        const got = graphed[part]?.[at] ?? Number.NaN;
        assert.ok(Math.abs(got - value) <= 1e-5 * Math.max(1, Math.abs(value)), `${part} ${at}: the graph says ${got}, predict ${value}`);
      });
    }
  }
}

async function checkAbort(trial: Trial): Promise<void> {
  const stopped = learn(trial, undefined, { signal: AbortSignal.abort() });
  await assert.rejects(stopped, (error) => error instanceof MillwrightError && error.code === "MODELING_ABORTED");
}

async function checkOneRow(trial: Trial): Promise<void> {
  const examples = learnable(trial.kind, trial.layout, ROWS);
  await assertHandled(trial, { features: rowsOfMatrix(examples.features, 0, 1), truth: examples.truth.slice(0, 1) });
}

async function checkConstantTarget(trial: Trial): Promise<void> {
  const examples = learnable(trial.kind, trial.layout, ROWS);
  await assertHandled(trial, { ...examples, truth: examples.truth.map(() => 1) });
}

async function checkWrongTask(trial: Trial): Promise<void> {
  const estimator = trial.make();
  for (const kind of ["binary", "multiclass", "regression"] as const) {
    if (estimator.tasks.includes(kind)) continue;
    const wrong = estimator.fit(learnable(kind, trial.layout, ROWS), contextOf({ ...trial, kind }));
    await assert.rejects(wrong, (error) => error instanceof MillwrightError && error.code === "MODELING_TASK_WRONG");
  }
}

/**
 * What every estimator must keep, as checks for any test runner, for each kind of task and of features that it names.
 * @param make - a new estimator with settings that fit 240 rows within a second.
 * @param skip - checks that do not apply, each with the reason.
 * @example for (const { title, check, skip } of estimatorContract(() => ridge())) it.skipIf(skip !== undefined)(title, check);
 */
export function estimatorContract(
  make: () => Estimator,
  skip: Readonly<Partial<Record<EstimatorCheck, string>>> = {},
): EstimatorContractCheck[] {
  const facts: readonly (readonly [EstimatorCheck, string, (trial: Trial) => Promise<void>])[] = [
    ["settings", "has plain settings and a name in snake case", checkSettings],
    ["immutability", "changes neither its examples nor, by its answers, the model", checkImmutability],
    ["determinism", "learns the same bits from the same seed", checkDeterminism],
    ["prediction", "gives finite predictions of the right shape, for one row as for many", checkPrediction],
    ["parity", "predicts what its graph predicts, within 1e-5", checkParity],
    ["abort", "stops with MODELING_ABORTED when the signal is aborted", checkAbort],
    ["one-row", "learns from one row or says why not", checkOneRow],
    ["constant-target", "learns a constant target or says why not", checkConstantTarget],
    ["wrong-task", "refuses other tasks with MODELING_TASK_WRONG", checkWrongTask],
  ];
  const { name, tasks, accepts } = make();
  const trials = tasks.flatMap((kind) => accepts.map((layout): Trial => ({ make, kind, layout })));
  return trials.flatMap((trial) =>
    facts.map(([check, fact, run]) => ({
      title: `${name} ${fact} (${trial.kind}, ${trial.layout})`,
      check: () => run(trial),
      skip: skip[check],
    })),
  );
}
