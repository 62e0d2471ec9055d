import { type NumberRange, numberRange } from "../tuning/spaces/parameters.ts";
import { type SearchSpace, searchSpace } from "../tuning/spaces/search-space.ts";

type PenaltySpace = SearchSpace<{ readonly penalty: NumberRange }>;

const penalty: NumberRange = numberRange(1e-4, 1e4, { scale: "log" });
/** Of learners whose penalty stands beside the mean of the losses, not their sum. */
const meanPenalty: NumberRange = numberRange(1e-5, 10, { scale: "log" });

/** Settings of `ridge` worth trying, for scaled features. */
export const ridgeSpace: PenaltySpace = searchSpace({ penalty });

/** Settings of `logisticRegression` worth trying, for scaled features. */
export const logisticSpace: PenaltySpace = searchSpace({ penalty });

/** Settings of `multinomialRegression` worth trying, for scaled features. */
export const multinomialSpace: PenaltySpace = searchSpace({ penalty });

/** Settings of `pairwiseRegression` worth trying. */
export const pairwiseSpace: PenaltySpace = searchSpace({ penalty: meanPenalty });

/** Settings of `lasso` worth trying, for scaled features and a target of a scale near 1. */
export const lassoSpace: PenaltySpace = searchSpace({ penalty: meanPenalty });

/** Settings of `elasticNet` worth trying, for scaled features and a target of a scale near 1. */
export const elasticNetSpace: SearchSpace<{ readonly penalty: NumberRange; readonly l1Share: NumberRange }> = searchSpace({
  penalty: meanPenalty,
  l1Share: numberRange(0.05, 1),
});

/** Settings of `huberRegression` worth trying, for scaled features. */
export const huberSpace: SearchSpace<{ readonly threshold: NumberRange; readonly penalty: NumberRange }> = searchSpace({
  threshold: numberRange(1.05, 3),
  penalty: numberRange(1e-6, 100, { scale: "log" }),
});
