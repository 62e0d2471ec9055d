import { type IntegerRange, integerRange, type NumberRange, numberRange, type OneOf, oneOf } from "../tuning/spaces/parameters.ts";
import { type SearchSpace, searchSpace } from "../tuning/spaces/search-space.ts";

/** Parameters of `boostedTreesSpace`. */
export type BoostedTreesParameters = Readonly<
  Record<"rounds" | "maximumLeaves" | "minimumLeafRows", IntegerRange> &
    Record<"learningRate" | "l2" | "rowShare" | "columnShare", NumberRange>
>;

/** Settings of boosted trees worth trying; with early stopping, leave `rounds` out and give a large one. */
export const boostedTreesSpace: SearchSpace<BoostedTreesParameters> = searchSpace({
  rounds: integerRange(50, 1000, { scale: "log" }),
  learningRate: numberRange(0.01, 0.3, { scale: "log" }),
  maximumLeaves: integerRange(4, 256, { scale: "log" }),
  minimumLeafRows: integerRange(2, 200, { scale: "log" }),
  l2: numberRange(1e-2, 100, { scale: "log" }),
  rowShare: numberRange(0.5, 1),
  columnShare: numberRange(0.3, 1),
});

/** Parameters of `randomForestSpace`. */
export type RandomForestParameters = Readonly<
  Record<"trees" | "minimumLeafRows", IntegerRange> & { nodeColumnShare: NumberRange; randomThresholds: OneOf<boolean> }
>;

/** Settings of a random forest worth trying. */
export const randomForestSpace: SearchSpace<RandomForestParameters> = searchSpace({
  trees: integerRange(100, 500, { scale: "log" }),
  minimumLeafRows: integerRange(1, 50, { scale: "log" }),
  nodeColumnShare: numberRange(0.1, 1),
  randomThresholds: oneOf([false, true]),
});
