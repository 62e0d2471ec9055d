import type { DataType, Step, ValueType } from "./graph.ts";
import type { TreeEnsembleSettings } from "./ops/tree-ensemble.ts";

/** What a graph does for one row. */
export interface WorkPerRow {
  /** Additions, multiplications, comparisons and calls of functions; in trees the longest way from the root. */
  readonly operations: number;
  /** Bytes of all values between input and output; a runtime that frees them early holds less. */
  readonly bytes: number;
}

/** Ops that move or rename values without computing any. */
const moves = new Set(
  "Identity Reshape Concat Slice Gather GatherElements Cast Expand Squeeze Unsqueeze Transpose Split Shape ConstantOfShape Pad".split(" "),
);

const bytesOf: Readonly<Record<DataType, number>> = {
  float32: 4,
  float64: 8,
  int32: 4,
  int64: 8,
  int8: 1,
  uint8: 1,
  bool: 1,
  // A pointer; the letters are the caller's.
  string: 8,
};

/** Elements of a value for one row: open dimensions count as 1. */
function elements({ shape }: ValueType): number {
  return shape.reduce<number>((product, size) => product * (typeof size === "number" ? size : 1), 1);
}

/** Nodes on the longest way through each tree, summed over the trees. */
function longestWays({ roots, trueNodes, trueLeaves, falseNodes, falseLeaves }: TreeEnsembleSettings): number {
  let sum = 0;
  for (const root of roots) {
    let level = [root];
    while (level.length > 0) {
      sum++;
      level = level.flatMap((node) => [
        ...(trueLeaves[node] === 0 ? [trueNodes[node] ?? 0] : []),
        ...(falseLeaves[node] === 0 ? [falseNodes[node] ?? 0] : []),
      ]);
    }
  }
  return sum;
}

function operationsOf({ op, inputs, settings, outputs }: Step): number {
  if (moves.has(op.type)) return 0;
  if (op.type === "TreeEnsemble") return longestWays(settings as TreeEnsembleSettings);
  const made = outputs.reduce((sum, output) => sum + elements(output), 0);
  if (op.type !== "MatMul" && op.type !== "Gemm") return made;
  const inner = inputs[0]?.shape.at(-1);
  return 2 * made * (typeof inner === "number" ? inner : 1);
}

/**
 * Counts what a graph does for one row, from its nodes alone: the same on every machine.
 * @param steps - `graph.steps()`
 */
export function workPerRow(steps: readonly Step[]): WorkPerRow {
  return {
    operations: steps.reduce((sum, step) => sum + operationsOf(step), 0),
    bytes: steps.flatMap(({ outputs }) => outputs).reduce((sum, output) => sum + elements(output) * bytesOf[output.type], 0),
  };
}
