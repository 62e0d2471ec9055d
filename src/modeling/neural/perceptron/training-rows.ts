import { type DenseMatrix, takeRows } from "../../../kernels/index.ts";
import type { Examples } from "../../estimator.ts";
import type { TaskShape } from "../../tasks/task.ts";
import type { TrainingData } from "../training/columns.ts";
import type { Scaling } from "./scaling.ts";

/** Rows that count, scaled, as what the trainer takes. */
export function trainingRows(examples: Examples, kind: TaskShape["kind"], columns: Scaling, target: Scaling): TrainingData {
  const { features, truth, weight } = examples;
  const kept = Int32Array.from([...truth.keys()].filter((row) => (weight?.[row] ?? 1) > 0));
  const { values } = takeRows(features, kept).dense as DenseMatrix;
  const width = columns.mean.length;
  const scaled = values.map((value, i) => (value - (columns.mean[i % width] ?? 0)) * (columns.scale[i % width] ?? 1));
  const truths = Float64Array.from(kept, (row) => truth[row] ?? 0);
  const shape = [kept.length];
  const answers =
    kind === "multiclass"
      ? ({ type: "int64", shape, data: BigInt64Array.from(truths, BigInt) } as const)
      : ({
          type: "float32",
          shape,
          data: Float32Array.from(truths, (value) => (value - (target.mean[0] ?? 0)) * (target.scale[0] ?? 1)),
        } as const);
  return {
    rows: kept.length,
    columns: { x: { type: "float32", shape: [kept.length, width], data: scaled }, target: answers },
    ...(weight === undefined ? {} : { weight: Float32Array.from(kept, (row) => weight[row] ?? 1) }),
  };
}
