import type { FeatureOutput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { type FeatureMatrix, frequentColumns, joinColumns } from "../../kernels/index.ts";
import { cast, concat, expand, gather, reduceMax, scatterElements, slice, type Value } from "../../onnx/index.ts";
import type { Examples, FitContext } from "../estimator.ts";
import type { FittedTrees } from "./fitted-trees.ts";

/** A column that fewer rows have can hardly be split by. */
const LEAST_ROWS = 10;

/** Sums of the chosen columns' weights in each row, float32 [N, chosen]. */
function emitChosen({ index, weight }: NonNullable<FeatureOutput["sparse"]>, width: number, chosen: Int32Array): Value {
  const { graph } = index;
  // The last place takes padding and every column that was not chosen.
  const rest = chosen.length;
  const places = new BigInt64Array(width + 1).fill(BigInt(rest));
  chosen.forEach((column, at) => {
    places[column] = BigInt(at);
  });
  const like = cast(index, "float32");
  const zeros = expand(graph.constant(new Float32Array(rest + 1), [1, rest + 1]), reduceMax(like, [1], true));
  const weights = weight ?? expand(graph.constant(Float32Array.of(1), [1, 1]), like);
  const sums = scatterElements(zeros, gather(graph.constant(places), index), weights, { axis: 1, reduction: "add" });
  return slice(sums, [0], [rest], [1]);
}

/** A model of joined columns as one of the dense and sparse columns that they came from. */
function overSparse(model: FittedTrees, denseWidth: number, sparseWidth: number, chosen: Int32Array): FittedTrees {
  const join = (features: FeatureMatrix): FeatureMatrix => {
    const widths = [features.dense?.columns ?? 0, features.sparse?.columns ?? 0];
    if (widths[0] !== denseWidth || widths[1] !== sparseWidth) {
      const problem = `${model.name} learned from ${denseWidth} dense and ${sparseWidth} sparse columns and was asked about ${widths.join(" and ")}.`;
      throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, "Predict from the features that it was fitted with.");
    }
    return { rows: features.rows, dense: joinColumns(features, chosen) };
  };
  const joinEmitted = ({ dense, sparse }: FeatureOutput): FeatureOutput => {
    const taken = sparse === undefined ? undefined : emitChosen(sparse, sparseWidth, chosen);
    const both = [dense, taken].filter((value) => value !== undefined) as [Value, ...Value[]];
    return { dense: both.length === 1 ? both[0] : concat(both, 1) };
  };
  const { emitBounds, importance, ...rest } = model;
  return {
    ...rest,
    ...(importance === undefined || denseWidth === 0 ? {} : { importance: importance.slice(0, denseWidth) }),
    learned: { ...model.learned, sparseColumns: chosen.length },
    scores: (features) => model.scores(join(features)),
    predict: (features) => model.predict(join(features)),
    emit: (features) => model.emit(joinEmitted(features)),
    ...(emitBounds === undefined ? {} : { emitBounds: (features, value) => emitBounds(joinEmitted(features), value) }),
  };
}

/**
 * Fits trees where some columns are sparse: on the dense columns and the most frequent sparse ones, which become dense.
 * @param most - sparse columns at most.
 */
export async function onFrequentColumns(
  examples: Examples,
  context: FitContext,
  most: number,
  fit: (examples: Examples, context: FitContext) => Promise<FittedTrees>,
): Promise<FittedTrees> {
  const { features } = examples;
  const { sparse, dense } = features;
  if (sparse === undefined || sparse.columns === 0) return fit(examples, context);
  const chosen = frequentColumns(sparse, most, Math.min(LEAST_ROWS, features.rows));
  const joined = (one: Examples): Examples => ({
    ...one,
    features: { rows: one.features.rows, dense: joinColumns(one.features, chosen) },
  });
  const { validation } = context;
  const model = await fit(joined(examples), validation === undefined ? context : { ...context, validation: joined(validation) });
  return overSparse(model, dense?.columns ?? 0, sparse.columns, chosen);
}
