import type { DenseMatrix } from "../../../kernels/index.ts";
import { mul, reshape, unsqueeze, type Value } from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import type { Feature, FeatureOutput, FittedFeature } from "../feature.ts";
import { type CommonSettings, requireSetting } from "../feature-name.ts";
import { distinctInputs } from "../graph-inputs.ts";
import { runFragment } from "../run-fragment.ts";

function denseOf(name: string, output: FeatureOutput): Value {
  requireSetting(output.dense !== undefined, name, "one of the two features is sparse.", "Give two dense features.");
  return output.dense as Value;
}

/** The feature's values of the training rows: the cross-fitted ones, or what its graph gives. */
async function trainingValues(feature: FittedFeature, table: Table): Promise<Float32Array> {
  if (feature.trainingValues !== undefined) return feature.trainingValues;
  const matrix = await runFragment(
    { ...feature, denseWidth: feature.width, sparseWidth: 0, emit: (inputs) => feature.emit(inputs) },
    table,
  );
  return (matrix.dense as DenseMatrix).values;
}

/** Products of all pairs of columns, row by row. */
function outer(a: Float32Array, widthA: number, b: Float32Array, widthB: number): Float32Array {
  const width = widthA * widthB;
  return Float32Array.from({ length: (a.length / widthA) * width }, (_, at) => {
    const row = Math.floor(at / width);
    const column = at % width;
    return (a[row * widthA + Math.floor(column / widthB)] ?? 0) * (b[row * widthB + (column % widthB)] ?? 0);
  });
}

/**
 * Products of each column of one dense feature with each column of another: lets a linear model learn that one matters
 * differently where the other differs. Two splines over coordinates make a map.
 * @example interaction(spline("latitude"), spline("longitude"))
 */
export function interaction<const A extends string, const B extends string>(
  a: Feature<A>,
  b: Feature<B>,
  settings: CommonSettings = {},
): Feature<A | B> {
  const name = `interaction(${a.name}, ${b.name})`;
  const group = settings.group ?? name;
  return {
    name,
    kind: "interaction",
    columns: [...new Set<A | B>([...a.columns, ...b.columns])],
    group,
    settings: { ...settings, left: { kind: a.kind, ...a.settings }, right: { kind: b.kind, ...b.settings } },
    fit: async (table, context): Promise<FittedFeature> => {
      const left = await a.fit(table, context);
      const right = await b.fit(table, context);
      requireSetting(!left.sparse && !right.sparse, name, "one of the two features is sparse.", "Give two dense features.");
      const areNumbers = left.categories === undefined && right.categories === undefined;
      requireSetting(areNumbers, name, "one of the two features is a category, whose codes are no numbers.", "Use oneHot for it.");
      const width = left.width * right.width;
      const isCrossFitted = left.trainingValues !== undefined || right.trainingValues !== undefined;
      return {
        name,
        group,
        inputs: distinctInputs([left.inputs, right.inputs]),
        width,
        sparse: false,
        outputNames: left.outputNames.flatMap((first) => right.outputNames.map((second) => `${first} × ${second}`)),
        emit: (inputs) => {
          const first = unsqueeze(denseOf(name, left.emit(inputs)), [2]);
          const second = unsqueeze(denseOf(name, right.emit(inputs)), [1]);
          return { dense: reshape(mul(first, second), [0, width]) };
        },
        ...(isCrossFitted
          ? { trainingValues: outer(await trainingValues(left, table), left.width, await trainingValues(right, table), right.width) }
          : {}),
        learned: { left: left.learned, right: right.learned },
      };
    },
  };
}
