import type { Calibration } from "./calibration.ts";

/** Leaves probabilities as they are. @example none.fit(prediction, truth).apply(prediction) === prediction; */
export const none: Calibration = {
  method: "none",
  fit: () => ({ method: "none", apply: (prediction) => prediction, emit: (probabilities) => probabilities, learned: {} }),
};
