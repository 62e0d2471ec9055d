import {
  add,
  cast,
  concat,
  cumSum,
  equal,
  mul,
  not,
  reduceSum,
  scatterElements,
  slice,
  sort,
  sub,
  type Value,
  where,
} from "../../../onnx/index.ts";

/** Bags with each column once. */
export interface DistinctBags {
  /** int64 [N, L], `padding` where nothing is. */
  readonly index: Value;
  /** float32 [N, L]: how often the column occurred, 0 at padding. */
  readonly count: Value;
}

/** Sorts each row and folds runs of equal columns into one. @param index - int64 [N, L] with `padding` as its largest value. */
export function emitDistinct(index: Value, padding: number): DistinctBags {
  const { graph } = index;
  const sorted = sort(index, 1).values;
  const below = sub(mul(reduceSum(index, [1], true), graph.scalar(0, "int64")), graph.scalar(1, "int64"));
  const before = slice(concat([below, sorted], 1), [0], [-1], [1]);
  const starts = not(equal(sorted, before));
  const run = sub(cumSum(cast(starts, "int64"), 1), graph.scalar(1, "int64"));
  const zeros = sub(sorted, sorted);
  const empty = add(zeros, graph.scalar(padding, "int64"));
  const folded = scatterElements(empty, run, sorted, { axis: 1, reduction: "none" });
  const zero = cast(zeros, "float32");
  const counts = scatterElements(zero, run, add(zero, graph.scalar(1)), { axis: 1, reduction: "add" });
  return { index: folded, count: where(equal(folded, graph.scalar(padding, "int64")), graph.scalar(0), counts) };
}
