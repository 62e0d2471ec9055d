import type { FeatureMatrix } from "../../kernels/index.ts";
import { add, cast, concat, equal, less, type Value, where } from "../../onnx/index.ts";
import type { Table } from "../tables/table.ts";
import type { Feature, FeatureContext, FeatureOutput, FittedFeature, FittedFeatures } from "./feature.ts";
import { distinctInputs } from "./graph-inputs.ts";
import { runFragment } from "./run-fragment.ts";

/** A sparse output with the columns before it. */
interface SparseBlock {
  readonly sparse: NonNullable<FeatureOutput["sparse"]>;
  readonly width: number;
  readonly offset: number;
}

/** Bags of all features side by side; padding of each becomes padding of the whole. */
function joinSparse(blocks: readonly [SparseBlock, ...SparseBlock[]], totalWidth: number): NonNullable<FeatureOutput["sparse"]> {
  if (blocks.length === 1) return blocks[0].sparse;
  const isWeighted = blocks.some((block) => block.sparse.weight !== undefined);
  const shifted = blocks.map(({ sparse, width, offset }) => {
    const { graph } = sparse.index;
    const isPadding = equal(sparse.index, graph.scalar(width, "int64"));
    return where(isPadding, graph.scalar(totalWidth, "int64"), add(sparse.index, graph.scalar(offset, "int64")));
  }) as [Value, ...Value[]];
  if (!isWeighted) return { index: concat(shifted, 1) };
  const weights = blocks.map(
    ({ sparse, width }) => sparse.weight ?? cast(less(sparse.index, sparse.index.graph.scalar(width, "int64")), "float32"),
  ) as [Value, ...Value[]];
  return { index: concat(shifted, 1), weight: concat(weights, 1) };
}

/** Nodes of all features: dense blocks side by side, sparse ones with their offsets. */
function emitAll(features: readonly FittedFeature[], inputs: ReadonlyMap<string, Value>, sparseWidth: number): FeatureOutput {
  const dense: Value[] = [];
  const blocks: SparseBlock[] = [];
  let offset = 0;
  for (const feature of features) {
    const graph = [...inputs.values()][0]?.graph;
    const output = graph === undefined ? feature.emit(inputs) : graph.within(feature.name, () => feature.emit(inputs));
    if (output.dense !== undefined) dense.push(output.dense);
    if (output.sparse !== undefined) {
      blocks.push({ sparse: output.sparse, width: feature.width, offset });
      offset += feature.width;
    }
  }
  return {
    ...(dense.length === 0 ? {} : { dense: concat(dense as [Value, ...Value[]], 1) }),
    ...(blocks.length === 0 ? {} : { sparse: joinSparse(blocks as [SparseBlock, ...SparseBlock[]], sparseWidth) }),
  };
}

/** Codes of each dense column; undefined where all hold numbers. */
function categoriesOf(features: readonly FittedFeature[]): Int32Array | undefined {
  const codes = features.flatMap((feature) => (feature.sparse ? [] : (feature.categories ?? new Array<number>(feature.width).fill(0))));
  return codes.some((count) => count > 0) ? Int32Array.from(codes) : undefined;
}

/** Puts the cross-fitted columns in the place of what serving would give. */
function withTrainingValues(matrix: FeatureMatrix, features: readonly FittedFeature[]): FeatureMatrix {
  const { dense } = matrix;
  if (dense === undefined || features.every((feature) => feature.trainingValues === undefined)) return matrix;
  const values = dense.values.slice();
  let at = 0;
  for (const feature of features) {
    if (feature.sparse) continue;
    const { trainingValues, width } = feature;
    if (trainingValues !== undefined) {
      for (let row = 0; row < dense.rows; row++) {
        values.set(trainingValues.subarray(row * width, (row + 1) * width), row * dense.columns + at);
      }
    }
    at += width;
  }
  return { ...matrix, dense: { ...dense, values } };
}

/**
 * Learns features from the training rows and computes their matrix by running the graph that will serve.
 * @param table - the training rows alone.
 * @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND, DATA_FEATURE_SETTING, DATA_FEATURE_VALUES
 * @example
 * const fitted = await fitFeatures([numeric("amount"), oneHot("plan")], train, { seed: 1, truth, classes: 2 });
 * const matrix = await fitted.matrix(validation);
 */
export async function fitFeatures(features: readonly Feature[], table: Table, context: FeatureContext): Promise<FittedFeatures> {
  const fitted: FittedFeature[] = [];
  for (const feature of features) fitted.push(await feature.fit(table, context));
  const widthOf = (sparse: boolean): number =>
    fitted.reduce((total, feature) => total + (feature.sparse === sparse ? feature.width : 0), 0);
  const inputs = distinctInputs(fitted.map((feature) => feature.inputs));
  const sparseWidth = widthOf(true);
  const categories = categoriesOf(fitted);
  const fragment = {
    inputs,
    denseWidth: widthOf(false),
    sparseWidth,
    ...(categories === undefined ? {} : { denseCategories: categories }),
    emit: (values: ReadonlyMap<string, Value>) => emitAll(fitted, values, sparseWidth),
  };
  const matrix = (rows: Table): Promise<FeatureMatrix> => runFragment(fragment, rows);
  return {
    ...fragment,
    features: fitted,
    denseNames: fitted.flatMap((feature) => (feature.sparse ? [] : feature.outputNames)),
    training: withTrainingValues(await matrix(table), fitted),
    matrix,
  };
}
