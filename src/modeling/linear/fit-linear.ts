import { findNotFinite, loadDense, loadSparse, type Workspace, withWorkspace } from "../../kernels/index.ts";
import type { Examples, FitContext } from "../estimator.ts";
import { type Learner, refuseNotFinite } from "../fitting/check-examples.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { type FittedLinear, fittedLinear, type LinearCoefficients, type Link } from "./linear-model.ts";
import { allocateMinimiser, type MinimiserMemory, type Minimum, minimise } from "./minimise.ts";
import { createObjective, type LinearLoss, type Objective } from "./objective.ts";
import { createPreconditioner } from "./precondition.ts";

/** How a smooth linear model is fitted. */
export interface SmoothFit {
  readonly learner: Learner;
  readonly loss: LinearLoss;
  /** Estimated relative distance from the minimum at which to stop. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

const links: Readonly<Record<LinearLoss, Link>> = { logistic: "sigmoid", softmax: "softmax", squared: "identity" };

/** Means further than this many standard deviations from 0 are subtracted in float32 first, to keep digits. */
const FAR_FROM_ZERO = 4;

/** Features in a workspace. @throws MODELING_FEATURE_NOT_FINITE */
function loadFeatures(workspace: Workspace, { features }: Examples, learner: Learner): Pick<Objective["parts"], "dense" | "sparse"> {
  const hasDense = features.dense !== undefined && features.dense.columns > 0;
  const dense = hasDense && features.dense !== undefined ? loadDense(workspace, features.dense) : undefined;
  const sparse = features.sparse === undefined ? undefined : loadSparse(workspace, features.sparse);
  if ((hasDense && dense === undefined) || (features.sparse !== undefined && sparse === undefined)) {
    const wrong = findNotFinite(features);
    if (wrong !== undefined) refuseNotFinite(learner, wrong);
  }
  return { dense, sparse };
}

/** Scores of the classes, or the mean, where nothing else is known: the intercepts to start from. */
function startIntercepts({ parts, outputs, classWeights }: Objective): Float64Array {
  if (parts.loss === "squared") return Float64Array.of(weightedMean(parts.label, parts.weight));
  // A class without rows would drive its intercept to −∞: half a row stands for it.
  const logs = classWeights.map((sum) => Math.log(Math.max(sum, 0.5)));
  if (parts.loss === "logistic") return Float64Array.of((logs[1] ?? 0) - (logs[0] ?? 0));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return Float64Array.from({ length: outputs }, (_, k) => (k < parts.classes ? (logs[k] ?? 0) - mean : 0));
}

function weightedMean(values: ArrayLike<number>, weight: ArrayLike<number> | undefined): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const share = weight?.[i] ?? 1;
    sum += share * (values[i] ?? 0);
    total += share;
  }
  return sum / total;
}

/** Coefficients in the units of the features, from those of the shifted and scaled columns. */
function readCoefficients(objective: Objective, address: number, width: number): LinearCoefficients {
  const { workspace, parts, outputs: stored, denseStride, sparseColumns, dimension } = objective;
  const outputs = parts.loss === "softmax" ? parts.classes : 1;
  const all = workspace.float64(address, dimension);
  const intercept = Float64Array.from({ length: outputs }, (_, k) => all[(denseStride + sparseColumns) * stored + k] ?? 0);
  const { dense, sparse } = parts;
  const denseModel = dense && readDense(dense, all, outputs, stored, intercept);
  if (parts.loss === "softmax") centreIntercepts(intercept);
  const sparseWeight = new Float32Array(sparseColumns * outputs);
  for (let j = 0; j < sparseColumns; j++) {
    for (let k = 0; k < outputs; k++) sparseWeight[j * outputs + k] = all[(denseStride + j) * stored + k] ?? 0;
  }
  return {
    outputs,
    intercept,
    ...(denseModel === undefined ? {} : { dense: denseModel }),
    ...(sparse === undefined ? {} : { sparse: { width, original: sparse.original, weight: sparseWeight } }),
  };
}

/** Softmax does not change when all scores shift: intercepts are told so that they sum to 0. */
function centreIntercepts(intercept: Float64Array): void {
  const mean = intercept.reduce((sum, value) => sum + value, 0) / intercept.length;
  for (let k = 0; k < intercept.length; k++) intercept[k] = (intercept[k] ?? 0) - mean;
}

function readDense(
  dense: NonNullable<Objective["parts"]["dense"]>,
  all: Float64Array,
  outputs: number,
  stored: number,
  intercept: Float64Array,
): NonNullable<LinearCoefficients["dense"]> {
  const { columns, centre, scale } = dense;
  const weight = new Float64Array(columns * outputs);
  const isFar = centre.some((value, j) => Math.abs(value * (scale[j] ?? 1)) > FAR_FROM_ZERO);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < outputs; k++) {
      const value = (all[j * stored + k] ?? 0) * (scale[j] ?? 1);
      weight[j * outputs + k] = value;
      if (!isFar) intercept[k] = (intercept[k] ?? 0) - value * (centre[j] ?? 0);
    }
  }
  return { columns, weight, centre: isFar ? Float32Array.from(centre) : new Float32Array(columns) };
}

/** Mean absolute coefficient of each dense column per standard deviation. */
function importanceOf(objective: Objective, address: number): Float64Array | undefined {
  const { dense } = objective.parts;
  if (dense === undefined) return undefined;
  const { outputs } = objective;
  const all = objective.workspace.float64(address, objective.dimension);
  return Float64Array.from({ length: dense.columns }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += Math.abs(all[j * outputs + k] ?? 0);
    return sum / Math.max(1, objective.parts.loss === "softmax" ? objective.parts.classes : 1);
  });
}

/** The fitted model that a minimum stands for. */
function toModel(fit: SmoothFit, objective: Objective, address: number, width: number, minimum: Minimum, penalty: number): FittedLinear {
  const coefficients = readCoefficients(objective, address, width);
  const importance = importanceOf(objective, address);
  const parameters = ((coefficients.dense?.columns ?? 0) + (coefficients.sparse?.original.length ?? 0) + 1) * coefficients.outputs;
  const learned = {
    parameters,
    penalty,
    iterations: minimum.iterations,
    objective: minimum.value,
    converged: minimum.converged ? "yes" : "no",
  };
  return fittedLinear(fit.learner.name, coefficients, links[fit.loss], { learned, ...(importance === undefined ? {} : { importance }) });
}

/**
 * Minimises Σ weight·loss + penalty/2 · Σ coefficient² for each penalty in turn, each from where the one before ended.
 * @returns one model per penalty, in their order.
 */
export async function fitPath(
  fit: SmoothFit,
  penalties: readonly number[],
  examples: Examples,
  context: FitContext,
): Promise<FittedLinear[]> {
  return await withWorkspace(async (workspace) => {
    const loaded = loadFeatures(workspace, examples, fit.learner);
    const { truth: label, weight, features } = examples;
    const objective = createObjective(workspace, {
      ...loaded,
      label,
      weight,
      rows: features.rows,
      loss: fit.loss,
      classes: fit.loss === "softmax" ? context.task.classes : 1,
    });
    const preconditioner = createPreconditioner(objective);
    let memory: MinimiserMemory = allocateMinimiser(workspace, objective.dimension);
    workspace.float64(memory.point, objective.dimension).set(startIntercepts(objective), objective.dimension - objective.outputs);
    const models: FittedLinear[] = [];
    for (const penalty of penalties) {
      objective.setPenalty(penalty);
      preconditioner.refresh();
      const ended = await minimise(objective, memory, preconditioner, {
        tolerance: fit.tolerance,
        mostIterations: fit.mostIterations,
        onIteration: (step, value) =>
          betweenSteps(fit.learner.name, context, { step, steps: fit.mostIterations, values: { objective: value } }),
      });
      memory = ended.memory;
      models.push(toModel(fit, objective, memory.point, features.sparse?.columns ?? 0, ended.minimum, penalty));
    }
    return models;
  });
}
