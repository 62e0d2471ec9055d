import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";
import { fromPairs, rowMean } from "./row-mean.ts";

/**
 * Mean pinball loss of a predicted quantile: too low an answer costs `quantile` per unit, too high a one 1 − `quantile`.
 * @throws MODELING_SETTING_INVALID
 * @see Koenker and Bassett (1978), "Regression Quantiles", Econometrica 46(1).
 * @example pinball({ quantile: 0.9 }).name; // "pinball_0.9"
 */
export function pinball({ quantile }: { readonly quantile: number }): Metric {
  mustBeBetween("quantile", quantile, 0, 1);
  return {
    name: `pinball_${quantile}`,
    direction: "minimize",
    range: [0, Number.POSITIVE_INFINITY],
    unit: "target",
    definition: `Mean of max(${quantile} · (y − ŷ), ${quantile} · (y − ŷ) − (y − ŷ)), in the target's unit.`,
    paper: 'Koenker and Bassett (1978), "Regression Quantiles", Econometrica 46(1)',
    tasks: ["regression"],
    prepare: rowMean(
      fromPairs((truth, predicted) => {
        const error = truth - predicted;
        return error >= 0 ? quantile * error : (quantile - 1) * error;
      }),
    ),
  };
}
