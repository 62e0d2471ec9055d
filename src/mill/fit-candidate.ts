import { type FittedFeatures, fitFeatures, type Table } from "../data/index.ts";
import { type FeatureMatrix, sliceRows } from "../kernels/index.ts";
import {
  type Candidate,
  type Examples,
  type FitProgress,
  type Fitted,
  learnedShape,
  learnedTruth,
  type Prediction,
  type TaskShape,
} from "../modeling/index.ts";
import type { LabelledRows } from "./prepare-data.ts";

/** A candidate that has learned; its answers are those of the model, before calibration. */
export interface FittedCandidate {
  readonly candidate: Candidate;
  readonly features: FittedFeatures;
  readonly model: Fitted;
  predict(table: Table): Promise<Prediction>;
}

/** What fitting is told. */
export interface FitRequest {
  readonly shape: TaskShape;
  readonly seed: number;
  readonly validation?: LabelledRows;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FitProgress) => void;
}

/** Weights under which every class counts equally: n / (K · n_c). */
function balancedWeights(truth: Float64Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const code of truth) counts[code] = (counts[code] ?? 0) + 1;
  return truth.map((code) => truth.length / (classes * Math.max(1, counts[code] ?? 1)));
}

/** Answers in the target's own unit. */
function undoLog(prediction: Prediction): Prediction {
  const { values, low, high } = prediction;
  const undo = (numbers: Float64Array): Float64Array => numbers.map((value) => Math.expm1(value));
  const bounds = low === undefined || high === undefined ? {} : { low: undo(low), high: undo(high) };
  return { ...prediction, values: undo(values), ...bounds };
}

/** Features of candidates that share them are computed once: rows and features by identity. */
export class FeatureCache {
  #entries: { features: readonly unknown[]; table: Table; fitted: Promise<FittedFeatures> }[] = [];
  #matrices = new WeakMap<FittedFeatures, { table: Table; matrix: Promise<FeatureMatrix> }>();

  /** Fits the features on the rows, unless the last candidates did. */
  fit(candidate: Candidate, rows: LabelledRows, request: FitRequest): Promise<FittedFeatures> {
    const { features } = candidate;
    const same = this.#entries.find(
      (entry) =>
        entry.table === rows.table &&
        entry.features.length === features.length &&
        features.every((feature, index) => feature === entry.features[index]),
    );
    if (same !== undefined) return same.fitted;
    const context = { seed: request.seed, truth: rows.truth, classes: request.shape.classes };
    const entry = { features, table: rows.table, fitted: fitFeatures(features, rows.table, context) };
    // Matrices of text are large: the last two are kept, which is what neighbours on the ladder share.
    this.#entries = [entry, ...this.#entries.slice(0, 1)];
    return entry.fitted;
  }

  /** The matrix of other rows; the last one of each fit is kept. */
  matrix(features: FittedFeatures, table: Table): Promise<FeatureMatrix> {
    const last = this.#matrices.get(features);
    if (last?.table === table) return last.matrix;
    const matrix = features.matrix(table);
    this.#matrices.set(features, { table, matrix });
    return matrix;
  }
}

/** Rows that are predicted before others get a turn. */
const rowsAtOnce = 4096;

/** Predicts part by part, so that slow models show their progress and can be stopped. @throws when the signal was raised. */
async function predictInParts(model: Fitted, features: FeatureMatrix, { signal, onProgress }: FitRequest): Promise<Prediction> {
  const parts: Prediction[] = [];
  const steps = Math.ceil(features.rows / rowsAtOnce);
  for (let step = 0; step < steps; step++) {
    signal?.throwIfAborted();
    parts.push(model.predict(sliceRows(features, step * rowsAtOnce, Math.min(features.rows, (step + 1) * rowsAtOnce))));
    if (step > 0) onProgress?.({ step: step + 1, steps, values: {} });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? model.predict(features);
  const join = (width: number, numbersOf: (part: Prediction) => Float64Array | undefined): Float64Array => {
    const joined = new Float64Array(features.rows * width);
    parts.forEach((part, step) => {
      joined.set(numbersOf(part) ?? [], step * rowsAtOnce * width);
    });
    return joined;
  };
  const bounds = first.low === undefined ? {} : { low: join(1, ({ low }) => low), high: join(1, ({ high }) => high) };
  return { rows: features.rows, width: first.width, values: join(first.width, ({ values }) => values), ...bounds };
}

/** Learns a candidate from rows: features first, then the model. */
export async function fitCandidate(
  candidate: Candidate,
  rows: LabelledRows,
  request: FitRequest,
  cache: FeatureCache = new FeatureCache(),
): Promise<FittedCandidate> {
  const features = await cache.fit(candidate, rows, request);
  const shape = learnedShape(candidate.estimator, request.shape);
  const target = (truth: Float64Array): Float64Array =>
    candidate.logTarget ? truth.map((value) => Math.log1p(value)) : learnedTruth(truth, request.shape, shape);
  const groupOf = ({ group }: LabelledRows): Pick<Examples, "group"> => (group === undefined ? {} : { group });
  const examples: Examples = {
    features: features.training,
    truth: target(rows.truth),
    ...groupOf(rows),
    ...(candidate.classWeight === "balanced" ? { weight: balancedWeights(rows.truth, request.shape.classes) } : {}),
  };
  const validation =
    request.validation === undefined
      ? undefined
      : {
          features: await cache.matrix(features, request.validation.table),
          truth: target(request.validation.truth),
          ...groupOf(request.validation),
        };
  const model = await candidate.estimator.fit(examples, {
    task: shape,
    seed: request.seed,
    ...(validation === undefined ? {} : { validation }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  });
  return {
    candidate,
    features,
    model,
    predict: async (table) => {
      const prediction = await predictInParts(model, await cache.matrix(features, table), request);
      return candidate.logTarget ? undoLog(prediction) : prediction;
    },
  };
}
