import type { Metric } from "millwright";
import { breakEvenGrowth, chanceAbove, decide, usualTerms } from "./decide.ts";

/**
 * What the rule "buy where the forecast is sure enough" would have earned above the hurdle, per dollar that was there to be spent:
 * growth less the break-even where it buys, 0 where it does not. Buying never earns 0.
 */
export const buyingGain: Metric = {
  name: "buying_gain",
  direction: "maximize",
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  definition: "Mean of (growth − break-even) where P(growth > break-even) is high enough to buy, 0 elsewhere.",
  unit: "share of the price",
  tasks: ["regression"],
  prepare: ({ prediction: { values, low, high }, truth }) => {
    const least = breakEvenGrowth(usualTerms);
    const gains = truth.map((growth, row) => {
      const middle = values[row] ?? Number.NaN;
      // Who gives no range is taken at their word.
      const range = { middle, low: low?.[row] ?? middle, high: high?.[row] ?? middle };
      return decide(chanceAbove(least, range), usualTerms) === "buy" ? growth - least : 0;
    });
    return (weight) => {
      let [sum, total] = [0, 0];
      for (const [row, gain] of gains.entries()) {
        sum += (weight[row] ?? 0) * gain;
        total += weight[row] ?? 0;
      }
      return sum / total;
    };
  },
};
