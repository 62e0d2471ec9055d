import { type NumberRange, numberRange, type OneOf, oneOf } from "../tuning/spaces/parameters.ts";
import { type SearchSpace, searchSpace } from "../tuning/spaces/search-space.ts";

/** Settings of `naiveBayes` worth trying. */
export const naiveBayesSpace: SearchSpace<{ readonly kind: OneOf<"multinomial" | "complement">; readonly smoothing: NumberRange }> =
  searchSpace({ kind: oneOf(["multinomial", "complement"]), smoothing: numberRange(1e-3, 10, { scale: "log" }) });
