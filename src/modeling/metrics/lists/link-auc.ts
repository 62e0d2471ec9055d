import { MillwrightError } from "../../../errors/index.ts";
import { weightedMean } from "../../../kernels/index.ts";
import type { NegativeKind } from "../../finding/score-pairs.ts";
import type { Metric } from "../metric.ts";
import { describeListMetric, listsOf } from "./list-metric.ts";

/** Against what right items are held. */
export interface LinkAucSettings {
  /** "uniform": any item alike. "degree_matched": by its share of the training events, so that popularity alone is worth 0.5. */
  readonly negatives: NegativeKind;
}

/**
 * Area under the curve of right items against drawn wrong ones of the same asker: how many of the wrong ones score lower,
 * mean over right items. It says how well a learner tells links from others in general, not how good the first places of its lists are. Askers are drawn whole.
 * @throws MODELING_SETTING_INVALID; (when it judges) MODELING_TASK_WRONG where no pairs were scored
 * @see Aiyappa et al. (2024), "Implicit degree bias in the link prediction task", arXiv 2405.14985.
 * @example linkAuc({ negatives: "degree_matched" }).name; // "auc_degree_matched"
 */
export function linkAuc({ negatives }: LinkAucSettings): Metric {
  const how = negatives === "uniform" ? "drawn uniformly" : "drawn by their share of the training events";
  return {
    ...describeListMetric({
      name: `auc_${negatives}`,
      k: 1,
      range: [0, 1],
      definition: `Share of wrong items of the same asker, ${how}, that score below a right one, ties half; mean over right items.`,
      paper: 'Aiyappa et al. (2024), "Implicit degree bias in the link prediction task", arXiv 2405.14985',
      unit: "share",
    }),
    prepare: (judged) => {
      const pairs = listsOf(judged).pairs?.[negatives];
      if (pairs === undefined) {
        throw new MillwrightError(
          "MODELING_TASK_WRONG",
          `auc_${negatives} was asked about lists without scored pairs.`,
          "Score them with scorePairs; the mill does so on the test questions of linkPrediction.",
        );
      }
      return (weight) => weightedMean(pairs.won, weight) / weightedMean(pairs.right, weight);
    },
  };
}

/** What the mill adds on the test questions of `linkPrediction`. */
export const linkAucs: readonly Metric[] = [linkAuc({ negatives: "uniform" }), linkAuc({ negatives: "degree_matched" })];
