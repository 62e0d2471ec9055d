import { type IntegerRange, integerRange, type OneOf, oneOf } from "../tuning/spaces/parameters.ts";
import { type SearchSpace, searchSpace } from "../tuning/spaces/search-space.ts";

/** Settings of `nearestNeighbors` worth trying. */
export const nearestNeighborsSpace: SearchSpace<{ readonly k: IntegerRange; readonly weights: OneOf<"uniform" | "distance"> }> =
  searchSpace({ k: integerRange(1, 200, { scale: "log" }), weights: oneOf(["uniform", "distance"]) });
